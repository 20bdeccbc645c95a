import Foundation
import Synchronization

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_760_000_000))

    var now: Date { moment.withLock { $0 } }

    func advance(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
