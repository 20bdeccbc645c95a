import Foundation
import Sandbox
import Synchronization
import Testing

@Suite("Faults of the stand-in services")
struct SpeechFaultTests {
    private static let question = #"{"model":"gpt-6-luna","messages":[{"role":"user","content":"Здравствуйте"}]}"#
    private static let streamed = #"{"model":"gpt-6-luna","stream":true,"messages":[{"role":"user","content":"Здравствуйте"}]}"#

    @Test(
        "A planned fault meets the request it is planned for, and no other",
        arguments: [
            Expected(.unauthorised, 401, "invalid_api_key"), Expected(.region, 403, "unsupported_country_region_territory"),
            Expected(.rateLimited(retryAfter: 3), 429, "rate_limit_exceeded"), Expected(.insufficientQuota, 429, "insufficient_quota"),
            Expected(.serverError, 500, nil), Expected(.overloaded, 503, nil), Expected(.htmlBadGateway, 502, nil),
        ])
    func refusals(_ expected: Expected) async throws {
        try await SpeechBench.run { bench async throws in
            bench.service.plan { $0.onRequest(2, of: .chat, expected.fault) }
            #expect(try await bench.chat(Self.question).status == 200)
            let reply = try await bench.chat(Self.question)
            #expect(reply.status == expected.status)
            #expect(reply.json["error"]["code"].text == expected.code)
            #expect(reply.headers["retry-after"] == (expected.fault == .rateLimited(retryAfter: 3) ? "3" : nil))
            #expect(try await bench.chat(Self.question).status == 200)
            #expect(bench.service.log.map(\.fault) == [nil, expected.fault, nil])
        }
    }

    @Test("A rate limit may come without a hint when to return, and lasts until it is cleared")
    func lasting() async throws {
        try await SpeechBench.run { bench async throws in
            bench.service.plan { $0.always(.rateLimited(retryAfter: nil)) }
            for _ in 0..<3 {
                let reply = try await bench.chat(Self.question)
                #expect(reply.status == 429 && reply.headers["retry-after"] == nil)
            }
            bench.service.plan { $0.clear() }
            #expect(try await bench.chat(Self.question).status == 200)
        }
    }

    @Test("A cut connection gives no answer at all")
    func cut() async throws {
        try await SpeechBench.run { bench async throws in
            bench.service.plan { $0.onRequest(1, of: .chat, .cut) }
            await #expect(throws: (any Error).self) { try await bench.chat(Self.question) }
            #expect(bench.service.log.first?.status == 0)
        }
    }

    @Test("A truncated answer loses its end, a truncated stream its last events")
    func truncated() async throws {
        try await SpeechBench.run { bench async throws in
            bench.service.plan {
                $0.onRequest(1, of: .chat, .truncated)
                $0.onRequest(2, of: .chat, .truncated)
            }
            await #expect(throws: (any Error).self) { try await bench.chat(Self.question) }
            let reply = try await bench.chat(Self.streamed)
            #expect(reply.status == 200 && reply.text.hasPrefix("data: "))
            #expect(!reply.text.contains("[DONE]") && !reply.text.contains("\"stop\""))
        }
    }

    @Test("A broken answer is no JSON")
    func broken() async throws {
        try await SpeechBench.run { bench async throws in
            bench.service.plan { $0.onRequest(1, of: .chat, .badJSON) }
            let reply = try await bench.chat(Self.question)
            #expect(reply.status == 200 && reply.json.value == nil)
        }
    }

    @Test("Latency is waited out before the answer and between the parts of a stream")
    func latency() async throws {
        let waits = Mutex<[Duration]>([])
        let configuration = SandboxSpeechConfiguration(
            apiKey: SpeechBench.key, latency: SpeechLatency(transcription: 1, firstPart: 500, betweenParts: 25),
            sleep: { duration in waits.withLock { $0.append(duration) } })
        let service = SandboxSpeechService(configuration: configuration, book: try await SharedBook.book)
        let running = Task { try await service.run() }
        defer { running.cancel() }
        let bench = SpeechBench(service: service, base: await service.baseURL)
        let events = try await bench.chat(Self.streamed).text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        #expect(waits.withLock { $0 } == [.milliseconds(500)] + Array(repeating: .milliseconds(25), count: events.count - 1))
        service.plan { $0.onRequest(1, of: .chat, .slow(milliseconds: 9_000)) }
        _ = try await bench.chat(Self.question)
        #expect(waits.withLock { $0.last } == .seconds(9))
    }

    @Test("A port that is taken is told to whoever waits for it")
    func taken() async throws {
        try await SpeechBench.run { bench async throws in
            let port = await bench.service.port
            let second = SandboxSpeechService(configuration: SandboxSpeechConfiguration(port: port, apiKey: "k"), book: try await SharedBook.book)
            await #expect(throws: (any Error).self) { try await second.run() }
            #expect(await second.port == 0)
        }
    }

    struct Expected: Sendable {
        let fault: SpeechFault
        let status: Int
        let code: String?

        init(_ fault: SpeechFault, _ status: Int, _ code: String?) {
            self.fault = fault
            self.status = status
            self.code = code
        }
    }
}
