import Providers
import Testing

@testable import LanguageModel

@Suite("Chat stream decoder")
struct ChatStreamDecoderTests {
    private let identity = ProviderIdentity(service: .chat, provider: "p", model: "m")

    private func decode(_ stream: String, type: String = "text/event-stream", form: StructuredForm? = nil, cutAt size: Int = 1) throws -> [ChatDelta]
    {
        var decoder = ChatStreamDecoder(identity: identity, form: form)
        try decoder.begin(contentType: type)
        var deltas: [ChatDelta] = []
        let bytes = Array(stream.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            deltas += try decoder.receive(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return deltas + (try decoder.end())
    }

    private func reply(_ text: String, _ finish: FinishReason = .stop, prompt: Int? = nil, completion: Int? = nil) -> ChatDelta {
        .finished(ChatReply(text: text, finish: finish, promptTokens: prompt, completionTokens: completion, provider: "p", model: "m"))
    }

    private let usage = #"data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}"# + "\n\n"
    private let role =
        #"data: {"choices":[{"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"obfuscation":"xyz"}"# + "\n\n"

    @Test("Texts come one by one, then one end with everything, however the bytes are cut", arguments: [1, 2, 3, 7, 64, 10_000])
    func whole(size: Int) throws {
        let stream = ": hi\n\n" + role + chunk("При") + chunk("вет 👋") + chunk("", finish: "stop") + usage + "data: [DONE]\n\n"
        #expect(try decode(stream, cutAt: size) == [.text("При"), .text("вет 👋"), reply("Привет 👋", prompt: 7, completion: 2)])
    }

    @Test("The end may come without [DONE], without usage, with text, and without its empty line")
    func loose() throws {
        #expect(try decode(chunk("Да", finish: "stop")) == [.text("Да"), reply("Да")])
        #expect(try decode(chunk("Да") + chunk("", finish: "stop").trimmed) == [.text("Да"), reply("Да")])
        #expect(try decode(chunk("Да", finish: "stop") + "data: [DONE]") == [.text("Да"), reply("Да")])
    }

    @Test("What follows [DONE] is passed over")
    func afterDone() throws {
        #expect(try decode(chunk("Да", finish: "stop") + "data: [DONE]\n\n" + chunk("ещё")) == [.text("Да"), reply("Да")])
    }

    @Test("A stream without a reason to end is truncated", arguments: ["", "data: [DONE]\n\n", "cut"])
    func truncated(ending: String) {
        let stream = ending == "cut" ? chunk("Да") + chunk("нет", finish: "stop").dropLast(30) : chunk("Да") + ending
        #expect(throws: ending == "cut" ? FailureKind.unreadableAnswer : .truncated) { try decode(String(stream)) }
    }

    @Test("Reasons to end are read, unknown ones too")
    func reasons() throws {
        let expected: [(String, FinishReason)] = [
            ("stop", .stop), ("length", .length), ("tool_calls", .toolCalls), ("function_call", .toolCalls), ("content_filter", .contentFilter),
            ("blacklist", .contentFilter), ("eos", .other),
        ]
        for (word, reason) in expected { #expect(try decode(chunk("Да", finish: word)).reply?.finish == reason) }
    }

    @Test("An answer by schema that reached the limit of tokens is truncated")
    func cutJSON() {
        #expect(throws: FailureKind.truncated) { try decode(chunk("{", finish: "length"), form: .jsonSchema) }
    }

    @Test("Tool calls nobody asked for change nothing, and stand in for a reason to end")
    func tools() throws {
        let call = #"data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{\"a"}}]}}]}"# + "\n\n"
        #expect(try decode(call + chunk("Да", finish: "stop")) == [.text("Да"), reply("Да")])
        #expect(try decode(call + call + "data: [DONE]\n\n") == [reply("", .toolCalls)])
    }

    @Test("A refusal is not an answer")
    func refusal() {
        let refused = #"data: {"choices":[{"delta":{"refusal":"I cannot"},"finish_reason":null}]}"# + "\n\n"
        #expect(throws: FailureKind.refused) { try decode(role + refused) }
    }

    @Test(
        "An error in the middle ends the stream with its kind",
        arguments: [
            (#"{"error":{"message":"slow","code":"rate_limit_exceeded","type":"requests"}}"#, FailureKind.unavailable),
            (#"{"error":{"message":"pay","code":"insufficient_quota"}}"#, .quota),
            (#"{"error":{"message":"bad","code":400}}"#, .badRequest),
            (#"{"error":{"message":"bad","code":429}}"#, .rateLimited(retryAfter: nil)),
            (#"{"error":"out of memory"}"#, .unavailable),
        ])
    func errors(data: String, kind: FailureKind) {
        #expect(throws: kind) { try decode(chunk("Да") + "data: \(data)\n\n" + chunk("", finish: "stop")) }
    }

    @Test("A null error is none")
    func nullError() throws {
        let stream = #"data: {"error":null,"choices":[{"delta":{"content":"Да"},"finish_reason":"stop"}]}"# + "\n\n"
        #expect(try decode(stream).text == "Да")
    }

    @Test("Plain JSON instead of a stream is one text and the end")
    func plainJSON() throws {
        let body = completion("Да", extra: #","usage":{"prompt_tokens":7,"completion_tokens":2},"task":"x""#)
        #expect(try decode(body, type: "application/json", cutAt: 3) == [.text("Да"), reply("Да", prompt: 7, completion: 2)])
    }

    @Test("What is no answer is unreadable", arguments: ["data: <html>\n\n", "data: [1]\n\n", "data: \n\n"])
    func unreadable(stream: String) {
        #expect(throws: FailureKind.unreadableAnswer) { try decode(stream) }
    }

    @Test("A page of HTML is unreadable at once")
    func page() {
        #expect(throws: FailureKind.unreadableAnswer) { try decode("", type: "text/html") }
    }

    @Test("Text over the limit is refused")
    func limit() throws {
        let long = String(repeating: "a", count: 500_000)
        #expect(try decode(chunk(long) + chunk(long, finish: "stop"), cutAt: 100_000).text.count == 1_000_000)
        #expect(throws: FailureKind.unreadableAnswer) { try decode(chunk(long) + chunk(long) + chunk(long, finish: "stop"), cutAt: 100_000) }
    }

    @Test("Only pieces of the answer count as progress")
    func progress() throws {
        var decoder = ChatStreamDecoder(identity: identity, form: nil)
        var seen: [StreamProgress] = []
        for part in [": keep-alive\n\n", chunk("Да"), ": keep-alive\n\n", chunk("", finish: "stop"), usage, "data: [DONE]\n\n"] {
            _ = try decoder.receive(Array(part.utf8))
            seen.append(decoder.progress)
        }
        #expect(seen == [.none, .token, .none, .whole, .whole, .whole])
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == "\n" }.reversed()) }
}
