import CallDesk
import Foundation
import Logging
import Storage

/// Brings a recording of one's own into the CRM: through the running server, which owns the storage, or with the storage itself when none runs.
struct RecordingDelivery: Sendable {
    /// What travels to the server.
    struct Parcel: Codable, Sendable {
        /// Absolute.
        let path: String
        /// E.164.
        let phone: String
        let reading: FileProcessor.Reading
    }

    let settings: Settings
    let logger: Logger

    /// - Returns: `nil` when no portal is installed: then there is nothing to write to.
    func deliver(_ reading: FileProcessor.Reading, path: String, phone: String) async throws -> FileProcessor.Receipt? {
        let parcel = Parcel(path: URL(fileURLWithPath: path).path, phone: phone, reading: reading)
        let socket = ControlSocket.path(storage: settings.storagePath)
        if ControlClient.isServed(socket) {
            return try await ControlClient(socket: socket).ask(
                "POST", "/recordings", body: JSONEncoder().encode(parcel), seconds: ControlSocket.deliverySeconds)
        }
        guard Application.hasStorage(settings) else { return nil }
        let application = try await Application.build(settings, logger: logger)
        do {
            let receipt = try await Self.write(parcel, application.desk)
            await application.close()
            return receipt
        } catch {
            await application.close()
            throw error
        }
    }

    /// The owner's side.
    static func write(_ parcel: Parcel, _ desk: Desk) async throws -> FileProcessor.Receipt? {
        let installed = try await desk.tools.store.portals().filter { $0.status == .active }
        guard installed.count <= 1 else { throw Failure("several portals are installed: use --dry-run, or a storage of one portal") }
        guard let portal = installed.first else { return nil }
        return try await FileProcessor.write(parcel.reading, path: parcel.path, phone: parcel.phone, portal: portal, tools: desk.tools)
    }
}
