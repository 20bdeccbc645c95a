import Foundation

/// Waits for something to come true by looking again and again, for a bounded time.
struct Patience: Sendable {
    /// How long, in seconds.
    var limit: TimeInterval = 180
    /// Between two looks, in milliseconds.
    var pause = 50

    /// - Throws: ``Failure`` naming what did not come, or what `look` throws.
    func until<Value: Sendable>(_ what: String, _ look: @Sendable () async throws -> Value?) async throws -> Value {
        let end = ContinuousClock.now + .seconds(limit)
        while ContinuousClock.now < end {
            if let value = try await look() { return value }
            try await Task.sleep(for: .milliseconds(pause))
        }
        throw Failure("the \(what) did not land within \(Int(limit)) s; voice-agent jobs list --json shows what the server is doing")
    }
}
