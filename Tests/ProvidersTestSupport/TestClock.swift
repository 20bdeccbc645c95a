package import Providers
import Synchronization

/// Time that moves only when the test says so; sleepers sleep until they are cancelled.
package final class TestClock: Sendable {
    private let moment = Mutex(ContinuousClock.now)

    /// Starts at some moment.
    package init() {}

    /// Moves time forward.
    package func advance(by duration: Duration) {
        moment.withLock { $0 = $0.advanced(by: duration) }
    }

    /// For what is tested.
    package var clock: ProviderClock {
        ProviderClock(now: { self.moment.withLock { $0 } }, sleep: { _ in try await self.untilCancelled() })
    }

    private func untilCancelled() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }
}

/// Deadlines that are far away, and ones that are to be missed.
extension Duration {
    package static let ample = Duration.seconds(30)
    package static let short = Duration.milliseconds(50)
}
