import Synchronization

/// What the demo came to; asked after its services have stopped.
final class DemoOutcome: Sendable {
    private let failure = Mutex<(any Error)?>(nil)

    func fail(_ error: any Error) { failure.withLock { $0 = $0 ?? error } }

    /// - Throws: what went wrong first, if anything did.
    func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
