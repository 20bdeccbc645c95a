/// The JSON schema of an analysis, for structured outputs.
enum AnalysisSchemaText {
    static let json = object([
        ("summary", array(of: object([("text", string), ("utterances", array(of: integer))]))),
        (
            "slots",
            array(
                of: object([
                    ("name", choice(SlotName.allCases.map(\.rawValue))), ("value", string), ("confidence", number), ("quote", string),
                    ("utterance", integer),
                ]))
        ),
        (
            "objections",
            array(
                of: object([("kind", choice(ObjectionKind.allCases.map(\.rawValue))), ("quote", string), ("utterance", integer), ("answered", flag)]))
        ),
        ("wantsPerson", nullable(object([("quote", string), ("utterance", integer)]))),
        ("callBack", nullable(object([("text", string), ("at", nullable(string)), ("promised", flag), ("utterance", integer)]))),
        ("sentiment", choice(Sentiment.allCases.map(\.rawValue))),
        ("outcome", choice(Outcome.allCases.map(\.rawValue))),
        ("nextStep", string),
    ])

    private static let string = #"{"type":"string"}"#
    private static let integer = #"{"type":"integer"}"#
    private static let number = #"{"type":"number"}"#
    private static let flag = #"{"type":"boolean"}"#

    private static func array(of item: String) -> String { #"{"type":"array","items":"# + item + "}" }

    private static func nullable(_ schema: String) -> String { #"{"anyOf":["# + schema + #",{"type":"null"}]}"# }

    private static func choice(_ values: [String]) -> String { #"{"type":"string","enum":["# + values.map(quoted).joined(separator: ",") + "]}" }

    private static func object(_ properties: [(String, String)]) -> String {
        let members = properties.map { quoted($0.0) + ":" + $0.1 }.joined(separator: ",")
        let required = properties.map { quoted($0.0) }.joined(separator: ",")
        return #"{"type":"object","properties":{"# + members + #"},"required":["# + required + #"],"additionalProperties":false}"#
    }

    private static func quoted(_ text: String) -> String { "\"" + text + "\"" }
}
