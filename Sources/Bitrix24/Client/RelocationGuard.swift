import Synchronization

/// Lets a renewal for the sake of a new address happen rarely: a portal that redirects everything must not make us renew with every call
/// (settings/oauth/auto-renewal.md warns that this blocks the app).
final class RelocationGuard: Sendable {
    private let interval: Duration
    private let last = Mutex<Duration?>(nil)

    init(interval: Duration) {
        self.interval = interval
    }

    /// Whether one may be made now; if so, it counts as made.
    func allows(at now: Duration) -> Bool {
        last.withLock { last in
            if let last, now - last < interval { return false }
            last = now
            return true
        }
    }
}
