import Foundation
import Synchronization

/// A clock that stands still until it is moved. It stands in the far future: tokens taken by it have not expired by any other clock.
final class TestClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 4_000_000_000))

    var now: Date { moment.withLock { $0 } }

    func advance(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
