import NIOHTTP1
import Testing

@testable import Web

@Suite struct SlowRequestTests {
    /// A server that waits so long for heads, or for bodies, and as usual for the rest.
    private static func waiting(head: Duration? = nil, body: Duration? = nil) -> TestServer.Setup {
        var setup = TestServer.Setup()
        if let head { setup.limits.headTime = head }
        if let body { setup.limits.bodyTime = body }
        return setup
    }

    @Test("A body that never comes is answered 408 and its connection closed", .timeLimit(.minutes(1)), arguments: ["/bitrix24/events", "/bitrix24/install", "/bitrix24/app", "/leads", "/asr"])
    func slowBody(path: String) async throws {
        let type = path == "/leads" ? "application/json" : path == "/asr" ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded"
        try await TestServer.run(Self.waiting(body: .milliseconds(200))) { server in
            let answer = try await RawSocket.talk(
                port: server.port, "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: 100\r\n\r\nevent=")
            #expect(answer.hasPrefix("HTTP/1.1 408 "))
            #expect(answer.lowercased().contains("content-type: application/problem+json"))
            #expect(answer.contains("\"status\":408"))
            #expect(try await server.send(.GET, "/healthz").status == 200)
        }
    }

    @Test("A head that never ends is answered 408 and its connection closed", .timeLimit(.minutes(1))) func slowHead() async throws {
        try await TestServer.run(Self.waiting(head: .milliseconds(500))) { server in
            let answer = try await RawSocket.talk(port: server.port, "GET /healthz HTTP/1.1\r\nHost: loc")
            #expect(answer.hasPrefix("HTTP/1.1 408 "))
            #expect(answer.contains("\"detail\":\"the request did not come in time: send it again in one go\""))
        }
    }

    @Test("So is the second head of a connection whose first request was good", .timeLimit(.minutes(1))) func secondHead() async throws {
        try await TestServer.run(Self.waiting(head: .milliseconds(500))) { server in
            let answer = try await RawSocket.talk(
                port: server.port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", reply: RawSocket.Reply(to: "\"ok\"", text: "GET /healthz HT"))
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("HTTP/1.1 408 "))
        }
    }

    @Test("A connection that says nothing is closed", .timeLimit(.minutes(1))) func silence() async throws {
        try await TestServer.run(Self.waiting(head: .milliseconds(500))) { server in
            let answer = try await RawSocket.talk(port: server.port, "")
            #expect(answer.isEmpty)
        }
    }

    @Test("An answer that was given before the body came is the only one", .timeLimit(.minutes(1))) func refusedEarly() async throws {
        try await TestServer.run(Self.waiting(body: .milliseconds(200))) { server in
            let answer = try await RawSocket.talk(port: server.port, "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx")
            #expect(answer.hasPrefix("HTTP/1.1 404 "))
            #expect(!answer.contains("408"))
        }
    }

    @Test("A body whose chunks are broken is answered 400", .timeLimit(.minutes(1)), arguments: ["/bitrix24/events", "/leads"])
    func brokenChunks(path: String) async throws {
        let type = path == "/leads" ? "application/json" : "application/x-www-form-urlencoded"
        try await TestServer.run { server in
            let answer = try await RawSocket.talk(
                port: server.port,
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nevent\r\nno length\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("not framed as its headers say"))
            #expect(!server.log.text.contains("a request failed"))
        }
    }
}
