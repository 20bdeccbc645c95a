import Synchronization

/// Sleeps until a streamed answer is late. The shell around ``StreamWatch``, shared by its reader and its timer.
final class StreamWatcher: Sendable {
    private let watch: Mutex<StreamWatch>
    private let clock: ProviderClock

    init(_ watch: StreamWatch, clock: ProviderClock) {
        self.watch = Mutex(watch)
        self.clock = clock
    }

    var isWhole: Bool { watch.withLock { $0.isWhole } }

    func handle(_ progress: StreamProgress) {
        let now = clock.now()
        watch.withLock { $0.handle(progress, at: now) }
    }

    /// Returns when the answer is over, throws when it is late.
    func untilLate() async throws {
        while true {
            let now = clock.now()
            switch watch.withLock({ $0.verdict(at: now) }) {
            case .wait(let until): try await clock.sleep(until)
            case .late: throw DeadlinePassed()
            case .over: return
            }
        }
    }
}
