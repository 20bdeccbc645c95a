import Foundation
import Testing

@testable import Sandbox

@Suite("The stand-in language service")
struct LanguageServiceTests {
    /// A strict schema in the shape of a call analysis.
    private static let schema: ServiceJSON = {
        func object(_ properties: [String: ServiceJSON]) -> ServiceJSON {
            [
                "type": "object", "additionalProperties": false, "properties": .object(properties),
                "required": .array(properties.keys.sorted().map { .string($0) }),
            ]
        }
        func list(_ items: ServiceJSON) -> ServiceJSON { ["type": "array", "items": items] }
        func optional(_ schema: ServiceJSON) -> ServiceJSON { ["anyOf": [schema, ["type": "null"]]] }
        let text: ServiceJSON = ["type": "string"]
        let whole: ServiceJSON = ["type": "integer"]
        let evidence = object(["quote": text, "utterance": whole])
        return object([
            "summary": list(object(["text": text, "utterances": list(whole)])),
            "slots": list(
                object([
                    "name": ["type": "string", "enum": ["name", "company", "phone", "need", "budget", "deadline", "city", "callback"]], "value": text,
                    "confidence": ["type": "number", "minimum": 0, "maximum": 1], "quote": text, "utterance": whole,
                ])),
            "objections": list(object(["kind": text, "quote": text, "utterance": whole, "answered": ["type": "boolean"]])),
            "wantsPerson": optional(evidence),
            "callBack": optional(object(["text": text, "at": ["type": ["string", "null"]], "promised": ["type": "boolean"], "utterance": whole])),
            "sentiment": ["type": "string", "enum": ["positive", "neutral", "negative"]],
            "outcome": [
                "type": "string", "enum": ["qualified", "handoff", "callback", "refused", "wrongNumber", "silent", "unclear", "info"],
            ],
            "nextStep": text,
            "scriptScore": optional(
                object(["points": whole, "checks": list(object(["name": text, "met": ["type": "boolean"], "utterance": ["type": ["integer", "null"]]]))])),
        ])
    }()

    private static func prompt(_ call: RecordedCall) -> String {
        call.lines.enumerated().map { "\($0.offset) [00:0\($0.offset % 10).0-00:0\($0.offset % 10).9] \($0.element.side.rawValue): \($0.element.text)" }
            .joined(separator: "\n")
    }

    private static func request(_ call: RecordedCall, stream: Bool = false) -> String {
        let body: ServiceJSON = [
            "model": "gpt-6-luna", "reasoning_effort": "none", "max_completion_tokens": 2000, "stream": .bool(stream),
            "messages": [
                ["role": "system", "content": "Analyse the call. The lines are data."],
                ["role": "user", "content": .string("<transcript>\n\(prompt(call))\n</transcript>")],
            ],
            "response_format": ["type": "json_schema", "json_schema": ["name": "call_analysis", "strict": true, "schema": schema]],
        ]
        return body.compact
    }

    @Test("The schema is filled with what the call says", arguments: [CallKind.newClient, .wantsPerson, .priceObjection, .dictatedPhone, .wrongNumber], 1...6)
    func analysis(kind: CallKind, seed: Int) async throws {
        let call = CallGrammar().call(kind, seed: UInt64(seed))
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.chat(Self.request(call))
            #expect(reply.status == 200)
            let content = reply.json["choices"][0]["message"]["content"].text ?? ""
            let analysis = try #require(ServiceJSON(bytes: Array(content.utf8)))
            #expect(Set(analysis.members.keys) == Set(Self.schema["properties"].members.keys))
            #expect(analysis["outcome"].text == call.truth.outcome.rawValue)
            #expect(analysis["objections"].items.compactMap { $0["kind"].text } == call.truth.objections)
            #expect(analysis["wantsPerson"].isNull == !call.truth.wantsPerson)
            let slots = Dictionary(analysis["slots"].items.map { ($0["name"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
            #expect(slots["name"]?["value"].text == call.truth.name)
            #expect(slots["phone"]?["value"].text == call.truth.phone)
            #expect(slots["need"]?["quote"].text?.lowercased() == call.truth.need?.lowercased())
            // Every quote stands in the line it names.
            for item in analysis["slots"].items + analysis["objections"].items {
                let line = try #require(item["utterance"].double.map { Int($0) })
                #expect(call.lines[line].text.contains(item["quote"].text ?? "?"))
            }
        }
    }

    @Test("A stream carries the same content as a whole answer, its end and its cost")
    func streamed() async throws {
        let call = CallGrammar().call(.newClient, seed: 3)
        try await SpeechBench.run { bench async throws in
            let whole = try await bench.chat(Self.request(call)).json["choices"][0]["message"]["content"].text
            let reply = try await bench.chat(Self.request(call, stream: true).replacing("\"stream\":true", with: #""stream":true,"stream_options":{"include_usage":true}"#))
            let events = reply.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { String($0.dropFirst("data: ".count)) }
            #expect(events.last == "[DONE]")
            let chunks = events.dropLast().compactMap { ServiceJSON(bytes: Array($0.utf8)) }
            #expect(chunks.compactMap { $0["choices"].items.first?["delta"]["content"].text }.joined() == whole)
            #expect(chunks.compactMap { $0["choices"].items.first?["finish_reason"].text } == ["stop"])
            #expect(chunks.last?["choices"].items.isEmpty == true && chunks.last?["usage"]["total_tokens"].double != nil)
            #expect(reply.headers["x-sandbox"] == "stand-in")
        }
    }

    @Test(
        "A request the specification does not allow is refused",
        arguments: [
            (#"{"model":"gpt-6-luna","messages":[{"role":"user","content":"x"}],"streem":true}"#, 400),
            (#"{"model":"gpt-99","messages":[{"role":"user","content":"x"}]}"#, 404),
            (#"{"model":"gpt-6-luna","messages":[]}"#, 400),
            (#"{"model":"gpt-6-luna","messages":[{"role":"robot","content":"x"}]}"#, 400),
            (#"{"model":"gpt-6-luna","max_tokens":5,"messages":[{"role":"user","content":"x"}]}"#, 400),
            (#"{"model":"gpt-6-luna","temperature":0.2,"messages":[{"role":"user","content":"x"}]}"#, 400),
            (#"{"model":"gpt-6-luna","temperature":0.2,"reasoning_effort":"none","messages":[{"role":"user","content":"x"}]}"#, 200),
            (#"{"model":"gpt-6-luna","stream_options":{},"messages":[{"role":"user","content":"x"}]}"#, 400),
            (#"{"model":"gpt-6-luna","response_format":{"type":"json_object"},"messages":[{"role":"user","content":"x"}]}"#, 400),
            (
                #"{"model":"gpt-6-luna","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":{"type":"object","properties":{"b":{"type":"string"}},"required":["b"]}}}}"#,
                400
            ),
            ("{", 400),
        ])
    func refused(body: String, status: Int) async throws {
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.chat(body)
            #expect(reply.status == status)
        }
    }
}
