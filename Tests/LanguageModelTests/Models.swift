import Foundation
import Logging
import Providers
import ProvidersTestSupport

@testable import LanguageModel

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs `body` with the chain of these models and closes its connections afterwards.
func withModel<Answer: Sendable>(
    _ settings: [ModelSettings], clock: ProviderClock = .system, _ body: (ModelChain) async throws -> Answer
) async throws -> Answer {
    let clients = ProviderClients()
    do {
        let answer = try await body(clients.model(settings, clock: clock, logger: quiet))
        await clients.shutdown()
        return answer
    } catch {
        await clients.shutdown()
        throw error
    }
}

extension ModelSettings {
    /// A server of the test's own.
    static func local(_ address: String, model: String = "gpt-6-luna", name: String = "local", traits: ModelTraits? = nil) -> Self {
        ModelSettings(ProviderSettings(name: name, baseURL: address, apiKey: "sk-secret", model: model), traits: traits)
    }
}

extension ChatRequest {
    static func sample(schema: ChatSchema? = nil, deadline: Duration = .ample, firstToken: Duration = .ample, gap: Duration = .ample) -> Self {
        ChatRequest(
            messages: [ChatMessage(.system, "Ты \"помощник\"\n/"), ChatMessage(.user, "Привет 👋")], schema: schema, maxTokens: 100, temperature: 0.5,
            cacheKey: "scenario-1", deadline: deadline, firstToken: firstToken, gap: gap)
    }
}

let schema = ChatSchema(name: "analysis", json: #"{"type":"object","properties":{"zeta":{"type":"string"},"alpha":{"type":"number"}}}"#)

/// A received body as an object.
func object(_ received: Received) throws -> [String: any Sendable] {
    try JSONSerialization.jsonObject(with: Data(received.body)) as? [String: any Sendable] ?? [:]
}

/// A whole answer with this content.
func completion(_ content: String, finish: String = "\"stop\"", extra: String = "") -> String {
    let text = String(decoding: (try? JSONEncoder().encode(content)) ?? Data(), as: UTF8.self)
    let choice = #"{"index":0,"message":{"role":"assistant","content":\#(text)},"finish_reason":\#(finish)}"#
    return #"{"id":"1","object":"chat.completion","choices":[\#(choice)]\#(extra)}"#
}

/// The events of a streamed answer.
func chunk(_ text: String, finish: String? = nil) -> String {
    let reason = finish.map { "\"\($0)\"" } ?? "null"
    return #"data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":\#(reason)}],"usage":null}"#
        + "\n\n"
}

/// Everything a stream gave before it ended or failed; the gate opens when `text` has come.
func collect(
    _ stream: AsyncThrowingStream<ChatDelta, any Error>, opening gate: Gate? = nil, at text: String = ""
) async -> (deltas: [ChatDelta], error: ModelError?) {
    var deltas: [ChatDelta] = []
    do {
        for try await delta in stream {
            deltas.append(delta)
            if deltas.text == text { gate?.open() }
        }
        return (deltas, nil)
    } catch {
        return (deltas, error as? ModelError)
    }
}

extension [ChatDelta] {
    var text: String {
        compactMap { delta in if case .text(let text) = delta { text } else { nil } }.joined()
    }

    var reply: ChatReply? {
        guard case .finished(let reply)? = last else { return nil }
        return reply
    }
}
