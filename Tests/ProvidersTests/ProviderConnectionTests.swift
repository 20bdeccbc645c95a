import HTTPTypes
import Hummingbird
import NIOCore
import ProvidersTestSupport
import Testing

@testable import Providers

@Suite("Provider connection")
struct ProviderConnectionTests {
    private let request = ProviderRequest(path: "/x", contentType: "text/plain", body: ByteBuffer(string: "body"))

    /// One exchange with a server; `settings` may be changed before.
    private func exchange(
        _ baseURL: String, deadline: Duration = .ample, connect: Duration = .ample, limit: Int = 1000,
        change: @Sendable (inout ProviderSettings) -> Void = { _ in }
    ) async throws -> ProviderAnswer {
        var settings = ProviderSettings(name: "local", baseURL: baseURL, apiKey: "sk-secret", model: "m")
        change(&settings)
        let clients = ProviderClients(connectTimeout: connect)
        let connection = ProviderConnection(service: .chat, settings: settings, http: try clients.http(for: settings))
        do {
            let answer = try await connection.exchange(request, deadline: deadline, maximumBytes: limit)
            await clients.shutdown()
            return answer
        } catch {
            await clients.shutdown()
            throw error
        }
    }

    private func failure(of body: () async throws -> ProviderAnswer) async -> ProviderFailure? {
        await #expect(throws: ProviderFailure.self) { try await body() }
    }

    @Test("A request carries key, type and body, and the answer comes back whole")
    func good() async throws {
        try await LoopbackServer.run({ _, _ in .text("answer", type: "Application/JSON; charset=utf-8") }) { server, address in
            let answer = try await exchange(address)
            #expect(answer.body == Array("answer".utf8))
            #expect(answer.contentType == "application/json")
            let received = try #require(server.received.first)
            #expect(received.path == "/v1/x")
            #expect(received.body == Array("body".utf8))
            #expect(received.headers["authorization"] == "Bearer sk-secret")
            #expect(received.headers["content-type"] == "text/plain")
        }
    }

    @Test("Without a key none is sent")
    func noKey() async throws {
        try await LoopbackServer.run({ _, _ in .text("{}") }) { server, address in
            _ = try await exchange(address) { $0.apiKey = nil }
            #expect(server.received.first?.headers["authorization"] == nil)
        }
    }

    @Test("A refusal is read for its kind, code and request id; its text is not kept")
    func refusal() async throws {
        try await LoopbackServer.run({ _, _ in
            .text(
                #"{"error":{"message":"key sk-secret too fast","code":"rate_limit_exceeded"}}"#, status: .tooManyRequests,
                headers: [.init("retry-after")!: "3", .init("x-request-id")!: "req_1"])
        }) { _, address in
            let failure = await failure { try await exchange(address) }
            #expect(failure?.kind == .rateLimited(retryAfter: .seconds(3)))
            #expect(failure?.status == 429)
            #expect(failure?.code == "rate_limit_exceeded")
            #expect(failure?.requestID == "req_1")
            #expect(failure.map { "\($0) \(String(reflecting: $0))" }?.contains("sk-secret") == false)
        }
    }

    @Test("A refusal longer than we read still has its status")
    func longRefusal() async throws {
        try await LoopbackServer.run({ _, _ in .text(String(repeating: "x", count: 100_000), status: .badGateway) }) { _, address in
            #expect(await failure { try await exchange(address) }?.kind == .unavailable)
        }
    }

    @Test("An answer over the limit is unreadable, one at the limit is read", arguments: [(1000, true), (1001, false)])
    func limit(bytes: Int, isRead: Bool) async throws {
        try await LoopbackServer.run({ _, _ in .text(String(repeating: "x", count: bytes)) }) { _, address in
            if isRead {
                let answer = try await exchange(address)
                #expect(answer.body.count == bytes)
            } else {
                #expect(await failure { try await exchange(address) }?.kind == .unreadableAnswer)
            }
        }
    }

    @Test("A redirect is not followed, so the key goes nowhere else")
    func redirect() async throws {
        try await LoopbackServer.run({ _, _ in .text("", status: .temporaryRedirect, headers: [.location: "/elsewhere"]) }) { server, address in
            #expect(await failure { try await exchange(address) }?.kind == .unreadableAnswer)
            #expect(server.received.count == 1)
        }
    }

    @Test("A server that never answers is a timeout")
    func silent() async throws {
        try await LoopbackServer.run({ _, _ in await .never() }) { _, address in
            #expect(await failure { try await exchange(address, deadline: .short) }?.kind == .timeout)
        }
    }

    @Test("A server that stalls in the middle of the answer is a timeout too")
    func stalled() async throws {
        try await LoopbackServer.run({ _, _ in .stream([[1]], then: .stall) }) { _, address in
            #expect(await failure { try await exchange(address, deadline: .short) }?.kind == .timeout)
        }
    }

    @Test("A cut answer is a connection failure")
    func cut() async throws {
        try await LoopbackServer.run({ _, _ in .stream([[1]], then: .cut) }) { _, address in
            #expect(await failure { try await exchange(address) }?.kind == .connection)
        }
    }

    @Test("A port where nobody listens fails at once and names the settings to check")
    func nobody() async throws {
        let address = try await LoopbackServer.run({ _, _ in .text("") }) { _, address in address }
        let failure = await failure { try await exchange(address) }
        #expect(failure?.kind == .connection)
        #expect(failure?.description == "local cannot be reached: check LOCAL_BASE_URL, LOCAL_PROXY, LOCAL_CA_FILE and the network")
    }

    @Test("A connection closed before the answer began is tried once more, not more", arguments: [1, 2])
    func closed(times: Int) async throws {
        let good = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
        try await RawServer.run({ $0 < times ? .closing : .saying(good) }) { port in
            if times == 1 {
                let answer = try await exchange("http://127.0.0.1:\(port)")
                #expect(answer.body == Array("{}".utf8))
            } else {
                #expect(await failure { try await exchange("http://127.0.0.1:\(port)") }?.kind == .connection)
            }
        }
    }

    @Test("A server that never finishes the TLS handshake cannot be reached, long before the deadline")
    func handshake() async throws {
        try await RawServer.run({ _ in .stayingSilent }) { port in
            let start = ContinuousClock.now
            #expect(await failure { try await exchange("https://127.0.0.1:\(port)", connect: .short) }?.kind == .connection)
            #expect(start.duration(to: .now) < .ample)
        }
    }

    @Test("What is not HTTP is a connection failure")
    func notHTTP() async throws {
        try await RawServer.run({ _ in .saying("SSH-2.0-OpenSSH\r\n\r\n") }) { port in
            #expect(await failure { try await exchange("http://127.0.0.1:\(port)") }?.kind == .connection)
        }
    }

    @Test("A key that cannot be a header is not sent and not shown")
    func brokenKey() async throws {
        try await LoopbackServer.run({ _, _ in .text("{}") }) { server, address in
            let failure = await failure { try await exchange(address) { $0.apiKey = "sk-\nsecret" } }
            #expect(failure?.description.contains("secret") == false)
            #expect(server.received.isEmpty)
        }
    }

    @Test("A proxy is asked for a host that only it can find, and its refusal is a connection failure")
    func proxied() async throws {
        try await LoopbackServer.run({ _, _ in .text("", status: .proxyAuthenticationRequired) }) { server, address in
            let proxy = address.replacing("/v1", with: "").replacing("http://", with: "http://user:word@")
            #expect(await failure { try await exchange("https://provider.invalid/v1") { $0.proxy = proxy } }?.kind == .connection)
            let received = try #require(server.received.first)
            #expect(received.headers["host"] == "provider.invalid:443" || received.headers["host"] == "provider.invalid")
            #expect(received.headers["proxy-authorization"] == "Basic dXNlcjp3b3Jk")
            #expect(received.headers["authorization"] == nil)
        }
    }

    @Test("A request whose caller gives up is cancelled")
    func cancelled() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        try await LoopbackServer.run({ _, _ in
            arrived.yield()
            return await .never()
        }) { _, address in
            let task = Task { await failure { try await exchange(address) } }
            for await _ in arrivals.prefix(1) { task.cancel() }
            #expect(await task.value?.kind == .cancelled)
        }
    }
}
