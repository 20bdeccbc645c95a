import Foundation
import Logging
import Storage

extension Application {
    /// How long a start waits for a storage whose holder serves nobody, in seconds: a command about to end, or a server that stops, which takes 20 at most.
    static let storageWait: TimeInterval = 30
    /// Between two tries, in milliseconds.
    private static let storagePause = 200

    /// Performs `build` when nobody else holds the storage. A running server is not waited for.
    /// - Throws: what `build` throws; `StoreError.locked` when the wait was in vain.
    static func whenStorageIsFree(_ settings: Settings, logger: Logger, _ build: () async throws -> Application) async throws -> Application {
        let socket = ControlSocket.path(storage: settings.storagePath)
        let end = ContinuousClock.now + .seconds(storageWait)
        var isTold = false
        while true {
            do {
                return try await build()
            } catch let error as StoreError where error.code == .locked && ContinuousClock.now < end && !ControlClient.isServed(socket) {
                if !isTold { logger.warning("another voice-agent holds the storage; this one starts when it is free", metadata: ["seconds": "\(Int(storageWait))"]) }
                isTold = true
                try await Task.sleep(for: .milliseconds(storagePause))
            }
        }
    }
}
