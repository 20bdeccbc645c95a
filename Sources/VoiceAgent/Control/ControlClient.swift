import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The commands' side of the control socket.
struct ControlClient: Sendable {
    let socket: String

    /// True when a server listens at the socket: a file alone may have been left behind by one that was killed.
    static func isServed(_ socket: String) -> Bool {
        var address = sockaddr_un()
        let path = Array(socket.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 }
        }
    }

    /// Nobody answered, or not to the end: the server has ended, or hangs.
    struct Silence: Error {}

    /// Asks the server.
    /// - Parameter seconds: how long the answer may take.
    /// - Throws: ``Failure`` with the server's own words, or saying that it does not answer.
    func ask<Answer: Decodable>(_ method: String, _ path: String, body: Data? = nil, seconds: Int64 = ControlSocket.answerSeconds) async throws -> Answer {
        do {
            return try await exchange(method, path, body: body, seconds: seconds)
        } catch is Silence {
            throw Failure("the running server does not answer at its control socket: look at its log, or stop it and try again")
        }
    }

    /// Asks the server.
    /// - Parameter seconds: how long the answer may take.
    /// - Throws: ``Silence``, or ``Failure`` with the server's own words.
    func exchange<Answer: Decodable>(_ method: String, _ path: String, body: Data?, seconds: Int64) async throws -> Answer {
        guard let url = URL(httpURLWithSocketPath: socket, uri: path) else { throw Failure("the control socket's path is too long: choose a shorter STORAGE_PATH") }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .init(rawValue: method)
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let answer: HTTPClientResponse
        let bytes: Data
        do {
            answer = try await HTTPClient.shared.execute(request, timeout: .seconds(seconds))
            bytes = Data(try await answer.body.collect(upTo: ControlSocket.bodyBytesMax).readableBytesView)
        } catch {
            throw Silence()
        }
        guard answer.status == .ok else { throw (try? JSONDecoder().decode(ControlRefusal.self, from: bytes))?.failure ?? Failure("the running server answered \(answer.status.code)") }
        return try JSONDecoder().decode(Answer.self, from: bytes)
    }
}
