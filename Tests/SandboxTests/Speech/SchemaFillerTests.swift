import Testing

@testable import Sandbox

@Suite("Filling a schema")
struct SchemaFillerTests {
    private func filled(_ schema: ServiceJSON, _ known: ServiceJSON) -> ServiceJSON { SchemaFiller(schema: schema).filled(with: known) }

    @Test("What is not known becomes null where that is allowed, else the emptiest value")
    func empty() {
        let schema: ServiceJSON = [
            "type": "object",
            "properties": [
                "a": ["type": "string"], "b": ["type": ["string", "null"]], "c": ["type": "integer", "minimum": 1], "d": ["type": "array", "items": ["type": "string"]],
                "e": ["type": "string", "enum": ["yes", "no", "unknown"]], "f": ["anyOf": [["type": "number"], ["type": "null"]]],
                "g": ["$ref": "#/$defs/part"], "h": ["const": "fixed"],
            ],
            "$defs": ["part": ["type": "object", "properties": ["x": ["type": "boolean"]]]],
        ]
        #expect(filled(schema, [:]) == ["a": "", "b": .null, "c": 1, "d": [], "e": "unknown", "f": .null, "g": ["x": false], "h": "fixed"])
    }

    @Test("Known values take the shape asked for")
    func shapes() {
        let known: ServiceJSON = ["slots": [["name": "phone", "value": "+79261234567"], ["name": "city", "value": "Казань"]], "wantsPerson": ["quote": "Соедините"]]
        let text: ServiceJSON = ["type": "string"]
        let asObject: ServiceJSON = [
            "type": "object",
            "properties": ["slots": ["type": "object", "properties": ["phone": text, "city": text, "name": ["type": ["string", "null"]]]], "wants_person": ["type": "boolean"]],
        ]
        #expect(filled(asObject, known) == ["slots": ["phone": "+79261234567", "city": "Казань", "name": .null], "wants_person": true])
        let limited: ServiceJSON = [
            "type": "object",
            "properties": ["slots": ["type": "array", "items": ["type": "object", "properties": ["name": ["type": "string", "enum": ["phone"]], "value": text]]]],
        ]
        #expect(filled(limited, known) == ["slots": [["name": "phone", "value": "+79261234567"]]])
    }

    @Test("An enumeration is met by meaning when the very word is not in it")
    func meanings() {
        let schema: ServiceJSON = ["type": "object", "properties": ["outcome": ["type": "string", "enum": ["wrong_number", "other"]]]]
        #expect(filled(schema, ["outcome": "wrongNumber"]) == ["outcome": "wrong_number"])
        #expect(filled(schema, ["outcome": "refused"]) == ["outcome": "other"])
        let kinds: ServiceJSON = ["type": "object", "properties": ["kind": ["type": "string", "enum": ["expensive", "think", "haveSupplier"]]]]
        #expect(["price", "think", "supplier"].map { filled(kinds, ["kind": .string($0)])["kind"].text } == ["expensive", "think", "haveSupplier"])
    }

    @Test(
        "Numbered lines are read with some freedom in their form",
        arguments: [
            "12 [01:05.2-01:07.9] client: Меня зовут Иван", "12. client: Меня зовут Иван", "[12] client (65.2-67.9): Меня зовут Иван",
            "12 | 65.2-67.9 | клиент | Меня зовут Иван", "#12 Client [01:05]: Меня зовут Иван", "  12: customer: Меня зовут Иван  ", "12 | client | 65 | Меня зовут Иван",
        ])
    func lines(_ row: String) throws {
        let line = try #require(TranscriptLines(["Transcript:\n\(row)\nEnd."]).lines.first)
        #expect(line.number == 12 && line.speaker == .client && line.text == "Меня зовут Иван")
    }
}
