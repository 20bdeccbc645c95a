import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The commands' side of the control socket.
struct ControlClient: Sendable {
    let socket: String

    /// True when a server answers at the socket.
    static func isServed(_ socket: String) -> Bool { FileManager.default.fileExists(atPath: socket) }

    /// - Returns: the status and the body.
    func request(_ method: String, _ path: String, body: Data? = nil) async throws -> (status: Int, body: Data) {
        guard let url = URL(httpURLWithSocketPath: socket, uri: path) else { throw Failure("the control socket's path is too long: choose a shorter STORAGE_PATH") }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .init(rawValue: method)
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(body == nil ? ControlSocket.answerSeconds : ControlSocket.deliverySeconds))
        let content = try await answer.body.collect(upTo: ControlSocket.answerBytesMax)
        return (Int(answer.status.code), Data(content.readableBytesView))
    }
}
