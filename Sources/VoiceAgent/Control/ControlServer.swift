import CallDesk
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Serves the commands of the same machine and user over the control socket.
struct ControlServer: Service {
    let desk: Desk
    let socket: String
    let logger: Logger

    func run() async throws {
        // Left behind by a process that was killed; the storage lock says that nobody serves it.
        try? FileManager.default.removeItem(atPath: socket)
        let socket = socket
        let application = Hummingbird.Application(
            router: router(), configuration: .init(address: .unixDomainSocket(path: socket)),
            onServerRunning: { _ in try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: socket) }, logger: logger)
        defer { try? FileManager.default.removeItem(atPath: socket) }
        try await application.run()
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        let desk = desk
        let book = JobBook(store: desk.tools.store)
        router.get("jobs") { request, _ in
            let query = request.uri.queryParameters
            return try Self.json(await book.list(state: query["state"].map(String.init), limit: query["limit"].flatMap { Int($0) } ?? JobBook.listMax))
        }
        router.get("jobs/:id") { _, context in
            guard let id = context.parameters.get("id", as: Int64.self), let job = try await book.job(id) else { throw HTTPError(.notFound) }
            return try Self.json(job)
        }
        router.post("jobs/:id/retry") { _, context in
            guard let id = context.parameters.get("id", as: Int64.self), try await book.retry(id) else { throw HTTPError(.conflict) }
            desk.runner.ring()
            return try Self.json(["retried": id])
        }
        router.post("recordings") { request, _ in
            let body = try await request.body.collect(upTo: ControlSocket.parcelBytesMax)
            let parcel = try JSONDecoder().decode(RecordingDelivery.Parcel.self, from: Data(body.readableBytesView))
            do {
                return try Self.json(await RecordingDelivery.write(parcel, desk))
            } catch {
                return Response(status: .internalServerError, body: .init(byteBuffer: ByteBuffer(string: "\(error)")))
            }
        }
        return router
    }

    private static func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder.sorted.encode(value))))
    }
}
