import Providers
import ProvidersTestSupport
import Testing

@testable import LanguageModel

@Suite("Model chain: streams")
struct ModelStreamTests {
    private let whole = [chunk("При"), chunk("вет"), chunk("", finish: "stop"), "data: [DONE]\n\n"].map { Array($0.utf8) }
    private let begun = [Array(chunk("При").utf8)]

    /// What a single model's stream gives.
    private func stream(
        _ writes: [[UInt8]], then ending: StreamEnding = .close, _ request: ChatRequest = .sample()
    ) async throws -> (deltas: [ChatDelta], error: ModelError?) {
        try await LoopbackServer.run({ _, _ in .stream(writes, then: ending) }) { _, address in
            try await withModel([.local(address)]) { await collect($0.stream(request)) }
        }
    }

    /// The same for a connection that is cut when `text` has arrived.
    private func stream(_ writes: [[UInt8]], cutAt text: String) async throws -> (deltas: [ChatDelta], error: ModelError?) {
        let gate = Gate()
        return try await LoopbackServer.run({ _, _ in .stream(writes, then: .cutAfter(gate)) }) { _, address in
            try await withModel([.local(address)]) { await collect($0.stream(.sample()), opening: gate, at: text) }
        }
    }

    @Test("A stream arrives in pieces and ends with the whole reply")
    func good() async throws {
        let result = try await stream(whole)
        #expect(result.error == nil)
        #expect(result.deltas.text == "Привет")
        #expect(result.deltas.reply == ChatReply(text: "Привет", finish: .stop, provider: "local", model: "gpt-6-luna"))
    }

    @Test("Bytes that are cut inside characters arrive as the same text")
    func split() async throws {
        let result = try await stream(whole.joined().map { [$0] })
        #expect(result.deltas.text == "Привет")
    }

    @Test("A stream that ends too early is truncated, after what it gave")
    func early() async throws {
        let result = try await stream(begun)
        #expect(result.deltas == [.text("При")])
        #expect(result.error?.kind == .truncated)
    }

    @Test("A stream that is cut is a connection failure, after what it gave")
    func cut() async throws {
        let result = try await stream(begun, cutAt: "При")
        #expect(result.deltas == [.text("При")])
        #expect(result.error?.kind == .connection)
    }

    @Test("A connection cut after the reason to end loses nothing")
    func cutAfterEnd() async throws {
        let result = try await stream([whole[0], Array(chunk("вет", finish: "stop").utf8)], cutAt: "Привет")
        #expect(result.error == nil)
        #expect(result.deltas.reply?.text == "Привет")
    }

    @Test("A model that says nothing is given up at the first-token deadline, also when it sends keep-alives")
    func firstToken() async throws {
        let start = ContinuousClock.now
        let silent = try await stream([], then: .stall, .sample(firstToken: .short))
        #expect(silent.error?.kind == .timeout)
        let alive = try await stream([Array(": keep-alive\n\n".utf8)], then: .stall, .sample(firstToken: .short))
        #expect(alive.error?.kind == .timeout)
        #expect(start.duration(to: .now) < .ample)
    }

    @Test("A model that stops in the middle is given up after the gap")
    func gap() async throws {
        let start = ContinuousClock.now
        let result = try await stream(begun, then: .stall, .sample(gap: .short))
        #expect(result.deltas == [.text("При")])
        #expect(result.error?.kind == .timeout)
        #expect(start.duration(to: .now) < .ample)
    }

    @Test("The total deadline holds whatever the others are")
    func total() async throws {
        let result = try await stream(begun, then: .stall, .sample(deadline: .milliseconds(200)))
        #expect(result.error?.kind == .timeout)
    }

    @Test("A server that never closes does not hold up the end")
    func tail() async throws {
        let result = try await stream(Array(whole.prefix(3)), then: .stall)
        #expect(result.error == nil)
        #expect(result.deltas.reply?.text == "Привет")
    }

    @Test("A model that is silent, broken or refusing before its first text is followed by the next")
    func next() async throws {
        let whole = whole
        let time = TestClock()
        try await LoopbackServer.run({ received, _ in
            switch received.path.dropFirst(4).first {
            case "a":
                time.advance(by: .seconds(2))
                return .stream([], then: .stall)
            case "b": return .text("<html>", type: "text/html")
            case "d": return .stream([Array("data: {\"error\":{\"message\":\"x\"}}\n\n".utf8)])
            default: return .stream(whole)
            }
        }) { server, address in
            let settings: [ModelSettings] = ["a", "b", "d"].map { .local("\(address)/\($0)", name: $0) } + [.local(address, name: "last")]
            let result = try await withModel(settings, clock: time.clock) { await collect($0.stream(.sample(firstToken: .seconds(2)))) }
            #expect(result.deltas.text == "Привет")
            #expect(result.deltas.reply?.provider == "last")
            #expect(server.received.count == 4)
        }
    }

    @Test("After the first text a failure ends the stream instead of saying it twice")
    func noSecondBeginning() async throws {
        let begun = begun
        let gate = Gate()
        try await LoopbackServer.run({ _, _ in .stream(begun, then: .cutAfter(gate)) }) { server, address in
            let result = try await withModel([.local(address, name: "first"), .local(address, name: "second")]) {
                await collect($0.stream(.sample()), opening: gate, at: "При")
            }
            #expect(result.deltas == [.text("При")])
            #expect(result.error?.failures.all.map(\.identity.provider) == ["first"])
            #expect(server.received.count == 1)
        }
    }

    @Test("A consumer who leaves cancels the request without harm to the provider's name")
    func leaves() async throws {
        let begun = begun
        try await LoopbackServer.run({ _, _ in .stream(begun, then: .stall) }) { server, address in
            try await withModel([.local(address)]) { model in
                for _ in 0..<7 {
                    for try await delta in model.stream(.sample()) {
                        #expect(delta == .text("При"))
                        break
                    }
                }
                #expect(server.received.count == 7)
            }
        }
    }
}
