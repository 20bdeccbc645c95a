import Foundation
import Testing

@testable import LanguageModel

@Suite("Chat bodies")
struct ChatBodyTests {
    private func body(_ model: String, form: StructuredForm = .jsonSchema, stream: Bool = false, change: (inout ChatRequest) -> Void = { _ in })
        throws -> (
            text: String, object: NSDictionary
        )
    {
        var request = ChatRequest.sample()
        change(&request)
        let text = ChatBody(model: model, traits: .named(model), request: request, form: form, isStream: stream).json
        return (text, try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary))
    }

    private let messages: [[String: String]] = [["role": "system", "content": "Ты \"помощник\"\n/"], ["role": "user", "content": "Привет 👋"]]

    @Test(
        "A reasoning model is told not to, gets no temperature, and its own limit of tokens",
        arguments: ["gpt-6-luna", "gpt-5.4-mini", "gpt-5.6-terra"])
    func reasoning(model: String) throws {
        let expected: NSDictionary = [
            "model": model, "messages": messages, "reasoning_effort": "none", "max_completion_tokens": 100, "prompt_cache_key": "scenario-1",
            "stream": true, "stream_options": ["include_usage": true, "include_obfuscation": false],
        ]
        #expect(try body(model, stream: true).object == expected)
    }

    @Test(
        "A model that always reasons is told the least it knows", arguments: [("gpt-5-mini", "minimal"), ("o4-mini", "low"), ("gpt-oss-120b", "low")])
    func least(model: String, effort: String) throws {
        #expect(try body(model).object["reasoning_effort"] as? String == effort)
        #expect(try body(model) { $0.effort = .high }.object["reasoning_effort"] as? String == "high")
    }

    @Test("An older official model takes a temperature and no effort")
    func older() throws {
        let expected: NSDictionary = [
            "model": "gpt-4.1-mini", "messages": messages, "max_completion_tokens": 100, "temperature": 0.5, "prompt_cache_key": "scenario-1",
            "stream": false,
        ]
        #expect(try body("gpt-4.1-mini") { $0.effort = .high }.object == expected)
    }

    @Test("An unknown model gets only what every server knows")
    func unknown() throws {
        let expected: NSDictionary = ["model": "qwen3", "messages": messages, "max_tokens": 100, "temperature": 0.5, "stream": true]
        #expect(try body("qwen3", stream: true).object == expected)
        #expect(try body("qwen3") { $0.temperature = nil }.object["temperature"] == nil)
    }

    @Test("A schema is sent strict, in its own order of properties")
    func strict() throws {
        let (text, object) = try body("gpt-6-luna") { $0.schema = schema }
        let format = try #require(object["response_format"] as? NSDictionary)
        let description = try #require(format["json_schema"] as? NSDictionary)
        #expect(format["type"] as? String == "json_schema")
        #expect(description["name"] as? String == "analysis")
        #expect(description["strict"] as? Bool == true)
        #expect(text.contains(schema.json))
        #expect(object["messages"] as? [[String: String]] == messages)
    }

    @Test("Weaker forms carry the schema at the end of the system message", arguments: [StructuredForm.jsonObject, .plain])
    func inWords(form: StructuredForm) throws {
        let object = try body("qwen3", form: form) { $0.schema = schema }.object
        let sent = try #require(object["messages"] as? [[String: String]])
        #expect(sent.map { $0["role"] } == ["system", "user"])
        #expect(sent[0]["content"]?.hasPrefix("Ты \"помощник\"\n/\n\nAnswer with one JSON object") == true)
        #expect(sent[0]["content"]?.hasSuffix(schema.json) == true)
        #expect(object["response_format"] as? [String: String] == (form == .plain ? nil : ["type": "json_object"]))
    }

    @Test("Without a system message the schema makes one")
    func noSystem() throws {
        let object = try body("qwen3", form: .plain) {
            $0.schema = schema
            $0.messages.removeFirst()
        }.object
        #expect((object["messages"] as? [[String: String]])?.map { $0["role"] } == ["system", "user"])
    }

    @Test("Numbers that JSON cannot write are left out")
    func strangeNumbers() throws {
        #expect(try body("qwen3") { $0.temperature = .nan }.object["temperature"] == nil)
    }

    @Test("JSON is taken out of fences and chatter, and left alone where there is none")
    func fences() {
        #expect(FencedJSON.unwrapped("```json\n{\"a\":[1]}\n```") == "{\"a\":[1]}")
        #expect(FencedJSON.unwrapped("Вот: [{\"a\":1}] — готово") == "[{\"a\":1}]")
        #expect(FencedJSON.unwrapped("нет") == "нет")
        #expect(FencedJSON.unwrapped("}{") == "}{")
    }
}
