package import Providers
import Synchronization

/// Time that moves only when the test says so; sleepers wake when it has passed their moment.
package final class TestClock: Sendable {
    private struct Sleeper {
        let until: ContinuousClock.Instant
        let wake: AsyncStream<Never>.Continuation
    }

    private struct State {
        var now = ContinuousClock.now
        var sleepers: [Sleeper] = []
    }

    private let state = Mutex(State())

    /// Starts at some moment.
    package init() {}

    /// Moves time forward.
    package func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let woken = state.sleepers.filter { $0.until <= state.now }
            state.sleepers.removeAll { $0.until <= state.now }
            return woken
        }
        for sleeper in woken { sleeper.wake.finish() }
    }

    /// For what is tested.
    package var clock: ProviderClock {
        ProviderClock(now: { self.state.withLock { $0.now } }, sleep: { try await self.sleep(until: $0) })
    }

    private func sleep(until moment: ContinuousClock.Instant) async throws {
        let (stream, wake) = AsyncStream.makeStream(of: Never.self)
        state.withLock { state in
            if moment <= state.now { wake.finish() } else { state.sleepers.append(Sleeper(until: moment, wake: wake)) }
        }
        for await _ in stream {}
        try Task.checkCancellation()
    }
}

/// Deadlines that are far away, and ones that are to be missed.
extension Duration {
    package static let ample = Duration.seconds(600)
    package static let short = Duration.milliseconds(50)
}
