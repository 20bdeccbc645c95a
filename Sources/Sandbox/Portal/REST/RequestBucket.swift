import Foundation

/// The portal's leaky bucket (`limits.md`): each request adds one, time drains it, a full bucket refuses.
struct RequestBucket: Sendable {
    let drain: Double
    let burst: Double
    private var level = 0.0
    private var updated: Date?

    init(drain: Double, burst: Double) {
        self.drain = drain
        self.burst = burst
    }

    /// Takes a request in; false when it must be refused.
    mutating func admit(now: Date) -> Bool {
        let elapsed = max(0, now.timeIntervalSince(updated ?? now))
        level = max(0, level - elapsed * drain)
        updated = now
        guard level + 1 <= burst else { return false }
        level += 1
        return true
    }
}
