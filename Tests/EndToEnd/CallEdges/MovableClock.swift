import Foundation
import Synchronization

/// The time of day, which a test may put forward; it goes on from there.
final class MovableClock: Sendable {
    private let ahead: Mutex<TimeInterval>

    /// - Parameter start: what time it is now; in the future, for tokens are checked against the real clock.
    init(at start: Date = Date()) { ahead = Mutex(start.timeIntervalSinceNow) }

    var now: @Sendable () -> Date { { self.ahead.withLock { Date().addingTimeInterval($0) } } }

    func advance(by seconds: TimeInterval) { ahead.withLock { $0 += seconds } }
}
