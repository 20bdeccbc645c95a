import HTTPTypes
import Hummingbird
import Providers
import ProvidersTestSupport
import Testing

@testable import LanguageModel

@Suite("Model chain: replies")
struct ModelChainTests {
    @Test("Nobody configured is said with the cure", arguments: [[], ["offline"], ["openai", "offline"]])
    func nobody(names: [String]) async throws {
        let settings = names.map {
            ModelSettings(ProviderSettings(name: $0, baseURL: $0 == "openai" ? ProviderSettings.openAIBaseURL : "", model: "m"))
        }
        try await withModel(settings) { model in
            #expect(model.isEmpty)
            let error = await #expect(throws: ModelError.self) { try await model.reply(to: .sample()) }
            #expect(error == .nobody)
            #expect(error?.description == "no language model configured: name one in LLM_PROVIDERS and set <NAME>_BASE_URL")
            let streamed = await collect(model.stream(.sample()))
            #expect(streamed.error == .nobody)
        }
    }

    @Test("A reply tells text, reason, tokens, provider and model")
    func reply() async throws {
        try await LoopbackServer.run({ _, _ in .text(completion("Да", extra: #","usage":{"prompt_tokens":7,"completion_tokens":2}"#)) }) {
            server, address in
            let reply = try await withModel([.local(address)]) { try await $0.reply(to: .sample()) }
            #expect(reply == ChatReply(text: "Да", finish: .stop, promptTokens: 7, completionTokens: 2, provider: "local", model: "gpt-6-luna"))
            #expect(server.received.first?.path == "/v1/chat/completions")
            #expect(server.received.first?.headers["accept"] == "application/json")
        }
    }

    @Test("A server that streams whatever it is asked is understood")
    func streamsAnyway() async throws {
        let stream = Array((chunk("Да") + chunk("", finish: "stop")).utf8)
        try await LoopbackServer.run({ _, _ in .stream([stream]) }) { _, address in
            let reply = try await withModel([.local(address)]) { try await $0.reply(to: .sample()) }
            #expect(reply.text == "Да")
        }
    }

    @Test(
        "A model that fails in any way is followed by the next",
        arguments: [
            (HTTPResponse.Status.unauthorized, "{}"), (.forbidden, "{}"), (.notFound, "{}"), (.tooManyRequests, "{}"), (.badRequest, "{}"),
            (.badGateway, "<html>"),
            (.ok, "<html>"), (.ok, "{}"), (.ok, #"{"choices":[]}"#), (.ok, completion("Да", finish: "null")), (.ok, #"{"error":{"message":"x"}}"#),
            (.ok, #"{"choices":[{"message":{"content":null,"refusal":"I cannot"},"finish_reason":"stop"}]}"#),
        ])
    func next(status: HTTPResponse.Status, body: String) async throws {
        try await LoopbackServer.run({ received, _ in
            received.path.hasPrefix("/v1/broken") ? .text(body, status: status) : .text(completion("Да"))
        }) { server, address in
            let reply = try await withModel([.local("\(address)/broken", name: "first"), .local(address, name: "second")]) {
                try await $0.reply(to: .sample())
            }
            #expect(reply.provider == "second")
            #expect(server.received.count == 2)
        }
    }

    @Test("A model that never answers leaves half of the time to the next")
    func silent() async throws {
        let time = TestClock()
        try await LoopbackServer.run({ received, _ in
            guard received.path.hasPrefix("/v1/silent") else { return .text(completion("Да")) }
            time.advance(by: .seconds(30))
            return await .never()
        }) { _, address in
            let reply = try await withModel([.local("\(address)/silent", name: "first"), .local(address, name: "second")], clock: time.clock) {
                try await $0.reply(to: .sample(deadline: .seconds(60)))
            }
            #expect(reply.provider == "second")
        }
    }

    @Test("A single model that never answers is a timeout")
    func timeout() async throws {
        try await LoopbackServer.run({ _, _ in await .never() }) { _, address in
            try await withModel([.local(address)]) { model in
                let error = await #expect(throws: ModelError.self) { try await model.reply(to: .sample(deadline: .short)) }
                #expect(error?.kind == .timeout)
                #expect(error?.isWorthRetrying == true)
            }
        }
    }

    @Test("After five failures a model is left alone")
    func breaker() async throws {
        let time = TestClock()
        try await LoopbackServer.run({ _, _ in .text("", status: .serviceUnavailable) }) { server, address in
            try await withModel([.local(address)], clock: time.clock) { model in
                for _ in 0..<7 { await #expect(throws: ModelError.self) { try await model.reply(to: .sample()) } }
                let streamed = await collect(model.stream(.sample()))
                #expect(streamed.error?.kind == .suspended)
                #expect(server.received.count == 5)
                time.advance(by: .seconds(10))
                _ = await collect(model.stream(.sample()))
                #expect(server.received.count == 6)
            }
        }
    }

    @Test("An error shows neither key nor what was asked or answered")
    func safe() async throws {
        try await LoopbackServer.run({ _, _ in .text(#"{"error":{"message":"Привет sk-secret","code":"Привет"}}"#, status: .badRequest) }) {
            _, address in
            try await withModel([.local(address)]) { model in
                let error = await #expect(throws: ModelError.self) { try await model.reply(to: .sample()) }
                let shown = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
                #expect(!shown.contains("Привет") && !shown.contains("sk-secret"))
                #expect(error?.description == "local refused the request as invalid: check that LLM_MODEL (or LOCAL_LLM_MODEL, where it is set) names a model for this use")
            }
        }
    }
}
