import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP/1.1 server on the loopback interface that hands whole requests to one closure.
package struct LoopbackServer: Service {
    /// Longest body read, in bytes; longer ones get 413.
    package static let bodyLimit = 32 * 1024 * 1024

    private let port: Int
    private let onPort: @Sendable (Int) async -> Void
    private let answer: @Sendable (HTTPAsk) async -> HTTPAnswer

    /// Port 0 takes any free one; `onPort` learns which once connections are accepted.
    package init(port: Int, onPort: @escaping @Sendable (Int) async -> Void, answer: @escaping @Sendable (HTTPAsk) async -> HTTPAnswer) {
        self.port = port
        self.onPort = onPort
        self.answer = answer
    }

    package func run() async throws {
        let onPort = onPort
        var logger = Logger(label: "sandbox.http")
        logger.logLevel = .critical
        let application = Application(
            responder: LoopbackResponder(answer: answer),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await onPort(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.run()
    }
}

/// Keeps the channel at hand, since a stand-in must be able to cut the connection.
private struct LoopbackContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

private struct LoopbackResponder: HTTPResponder {
    typealias Context = LoopbackContext

    let answer: @Sendable (HTTPAsk) async -> HTTPAnswer

    func respond(to request: Request, context: LoopbackContext) async throws -> Response {
        guard let body = try? await request.body.collect(upTo: LoopbackServer.bodyLimit) else {
            return Response(status: .contentTooLarge)
        }
        var headers: [String: String] = [:]
        for field in request.headers {
            headers[field.name.canonicalName] = headers[field.name.canonicalName].map { "\($0), \(field.value)" } ?? field.value
        }
        let target = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let ask = HTTPAsk(
            method: request.method.rawValue, path: String(target[0]), query: target.count > 1 ? String(target[1]) : "",
            headers: headers, body: Array(body.readableBytesView))
        let answer = await answer(ask)
        guard !answer.isCut else {
            try await context.channel.close()
            throw ConnectionCut()
        }
        return response(answer, isHead: ask.method == "HEAD")
    }

    private func response(_ answer: HTTPAnswer, isHead: Bool) -> Response {
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let response = Response(
            status: .init(code: answer.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
        return isHead ? response.createHeadResponse() : response
    }
}

private struct ConnectionCut: Error {}
