package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// What a provider's stand-in received.
package struct Received: Sendable {
    package let path: String
    package let headers: [String: String]
    package let body: [UInt8]
}

/// A real HTTP server on 127.0.0.1 that answers as the test says and keeps what it was sent.
package final class LoopbackServer: Sendable {
    package typealias Answer = @Sendable (Received, Int) async throws -> Response

    private let requests = Mutex<[Received]>([])
    private let answer: Answer

    private init(_ answer: @escaping Answer) {
        self.answer = answer
    }

    /// Everything received so far.
    package var received: [Received] { requests.withLock { $0 } }

    /// Runs `body` with the address of a server; `answer` gets the request and its number from 0.
    package static func run<Answered: Sendable>(
        _ answer: @escaping Answer, _ body: @Sendable (LoopbackServer, String) async throws -> Answered
    ) async throws -> Answered {
        let server = LoopbackServer(answer)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "loopback") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await server.respond(request) },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: quiet)
        let services = ServiceGroup(services: [application], logger: quiet)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let number = await iterator.next() ?? 0
            let result = await Result<Answered, any Error>.of { try await body(server, "http://127.0.0.1:\(number)/v1") }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        let path = request.uri.description
        let body = try await Array(request.body.collect(upTo: 64 << 20).readableBytesView)
        let received = Received(path: path, headers: headers, body: body)
        let number = requests.withLock { requests in
            requests.append(received)
            return requests.count - 1
        }
        return try await answer(received, number)
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Success) async -> Self {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
