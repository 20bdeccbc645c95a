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
        let isRunning = Ready()
        // The web server's own words at start and stop would only repeat ours.
        var quiet = logger
        quiet.logLevel = .critical
        let application = Hummingbird.Application(
            router: router(), configuration: .init(address: .unixDomainSocket(path: socket)),
            onServerRunning: { _ in
                isRunning.open()
                try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: socket)
            }, logger: quiet)
        defer { try? FileManager.default.removeItem(atPath: socket) }
        do {
            try await application.run()
        } catch where !isRunning.isOpen && !Task.isCancelled {
            logger.warning("the control socket cannot be opened (is STORAGE_PATH too long?): commands such as jobs work only while the server is stopped")
            try? await gracefulShutdown()
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        let desk = desk
        let book = JobBook(store: desk.tools.store)
        router.get("jobs") { request, _ in
            let query = request.uri.queryParameters
            return try await Self.answer {
                try await book.list(state: query["state"].map(String.init), limit: query["limit"].flatMap { Int($0) } ?? JobBook.listMax)
            }
        }
        router.get("jobs/:id") { _, context in
            let id = try context.parameters.require("id", as: Int64.self)
            return try await Self.answer { try await book.job(id) }
        }
        router.post("jobs/:id/retry") { _, context in
            let id = try context.parameters.require("id", as: Int64.self)
            return try await Self.answer {
                let job = try await book.retry(id)
                desk.runner.ring()
                return job
            }
        }
        router.get("portals") { _, _ in
            let configuration = desk.tools.configuration
            let check = PortalCheck(store: desk.tools.store, portals: desk.tools.portals, publicURL: configuration.publicURL, phoneLines: configuration.lines)
            return try await Self.answer { await check.lines() }
        }
        router.post("recordings") { request, _ in
            let body = Data(try await request.body.collect(upTo: ControlSocket.bodyBytesMax).readableBytesView)
            return try await Self.answer { try await RecordingDelivery.take(JSONDecoder().decode(RecordingDelivery.Parcel.self, from: body), desk) }
        }
        router.get("recordings/:call") { _, context in
            let call = try context.parameters.require("call", as: Int64.self)
            return try await Self.answer { try await desk.files.progress(of: call) }
        }
        return router
    }

    /// The answer as JSON, or the refusal in the words a command prints.
    private static func answer(_ work: () async throws -> some Encodable) async throws -> Response {
        do {
            return try json(await work(), .ok)
        } catch let failure as Failure {
            return try json(ControlRefusal(error: failure.description, code: failure.code), .conflict)
        } catch {
            return try json(ControlRefusal(error: "\(error)", code: Exit.failure), .internalServerError)
        }
    }

    private static func json(_ value: some Encodable, _ status: HTTPResponse.Status) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder.sorted.encode(value))))
    }
}
