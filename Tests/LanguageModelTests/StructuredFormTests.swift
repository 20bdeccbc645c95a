import HTTPTypes
import Providers
import ProvidersTestSupport
import Testing

@testable import LanguageModel

@Suite("Structured answers")
struct StructuredFormTests {
    private static func formSent(_ received: Received) throws -> String {
        (try object(received)["response_format"] as? [String: any Sendable])?["type"] as? String ?? "plain"
    }

    @Test(
        "A server that refuses a form is asked in the next one, and it is remembered",
        arguments: [
            (Set(["json_schema"]), ["json_schema", "json_object", "json_object"]),
            (Set(["json_schema", "json_object"]), ["json_schema", "json_object", "plain", "plain"]),
            (Set<String>(), ["json_schema", "json_schema"]),
        ])
    func ladder(refused: Set<String>, sent: [String]) async throws {
        try await LoopbackServer.run({ received, _ in
            refused.contains(try Self.formSent(received))
                ? .text(#"{"error":{"message":"response_format","code":400}}"#, status: .badRequest)
                : .text(completion("```json\n{\"a\":1}\n```"))
        }) { server, address in
            try await withModel([.local(address, model: "qwen3")]) { model in
                for _ in 0..<2 {
                    let reply = try await model.reply(to: .sample(schema: schema))
                    #expect(reply.text == (refused.isEmpty ? "```json\n{\"a\":1}\n```" : "{\"a\":1}"))
                }
            }
            #expect(try server.received.map(Self.formSent) == sent)
        }
    }

    @Test("A form that is refused only because all is refused is not forgotten")
    func refusesAll() async throws {
        try await LoopbackServer.run({ _, number in number < 3 ? .text("{}", status: .badRequest) : .text(completion("{}")) }) { server, address in
            try await withModel([.local(address)]) { model in
                let error = await #expect(throws: ModelError.self) { try await model.reply(to: .sample(schema: schema)) }
                #expect(error?.kind == .badRequest)
                _ = try await model.reply(to: .sample(schema: schema))
            }
            #expect(try server.received.map(Self.formSent) == ["json_schema", "json_object", "plain", "json_schema"])
        }
    }

    @Test("A refused request without a schema is not sent again, nor is another failure")
    func once() async throws {
        try await LoopbackServer.run({ _, number in .text("{}", status: number == 0 ? .badRequest : .internalServerError) }) { server, address in
            try await withModel([.local(address)]) { model in
                await #expect(throws: ModelError.self) { try await model.reply(to: .sample()) }
                await #expect(throws: ModelError.self) { try await model.reply(to: .sample(schema: schema)) }
            }
            #expect(server.received.count == 2)
        }
    }

    @Test("A schema that is no JSON is refused without a request")
    func brokenSchema() async throws {
        try await LoopbackServer.run({ _, _ in .text(completion("{}")) }) { server, address in
            try await withModel([.local(address)]) { model in
                let error = await #expect(throws: ModelError.self) { try await model.reply(to: .sample(schema: ChatSchema(name: "x", json: "{"))) }
                #expect(error?.kind == .badRequest)
            }
            #expect(server.received.isEmpty)
        }
    }

    @Test("A stream steps down as well")
    func stream() async throws {
        try await LoopbackServer.run({ received, _ in
            try Self.formSent(received) == "json_schema" ? .text("{}", status: .badRequest) : .stream([Array(chunk("{}", finish: "stop").utf8)])
        }) { server, address in
            try await withModel([.local(address)]) { model in
                let result = await collect(model.stream(.sample(schema: schema)))
                #expect(result.deltas.reply?.text == "{}")
            }
            #expect(server.received.count == 2)
        }
    }
}
