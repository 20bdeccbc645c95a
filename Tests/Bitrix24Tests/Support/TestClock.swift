import Bitrix24
import Foundation
import Synchronization

/// A clock that moves only when somebody sleeps on it or the test moves it, and remembers the sleeps.
final class TestClock: Sendable {
    struct State {
        var elapsed = Duration.zero
        var sleeps: [Duration] = []
    }

    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private let state = Mutex(State())

    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func advance(by time: Duration) { state.withLock { $0.elapsed += time } }

    var environment: BitrixEnvironment {
        BitrixEnvironment(
            now: { Self.start.addingTimeInterval(self.state.withLock { $0.elapsed } / .seconds(1)) },
            elapsed: { self.state.withLock { $0.elapsed } },
            sleep: { time in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.sleeps.append(time)
                    state.elapsed += time
                }
            },
            random: { 0.5 })
    }
}
