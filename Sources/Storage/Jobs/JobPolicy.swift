package import Foundation

/// When a failed job runs again, and when it is given up: full jitter, that is, a random time between nothing and a bound that doubles.
package struct JobPolicy: Sendable, Equatable {
    package var maxAttempts: Int
    /// Bound after the first failure.
    package var base: Duration
    /// Highest bound.
    package var cap: Duration

    package init(maxAttempts: Int = 12, base: Duration = .seconds(2), cap: Duration = .seconds(900)) {
        self.maxAttempts = maxAttempts
        self.base = base
        self.cap = cap
    }

    /// - Parameters:
    ///   - attempt: the number of the attempt that failed, from 1.
    ///   - random: between 0 and 1.
    ///   - notBefore: what the other side asked to wait; more than the cap counts as the cap.
    package func verdict(attempt: Int, reason: String, now: Date, random: Double, notBefore: Duration = .zero) -> JobVerdict {
        guard attempt < maxAttempts else { return .dead(reason) }
        let jitter = bound(afterAttempt: attempt).seconds * min(max(random, 0), 1)
        return .failed(reason, retryAt: now.addingTimeInterval(max(jitter, min(notBefore, cap).seconds)))
    }

    /// The longest wait after this attempt.
    package func bound(afterAttempt attempt: Int) -> Duration {
        var bound = min(base, cap)
        var doublings = max(attempt, 1) - 1
        while doublings > 0, bound < cap {
            bound = min(bound * 2, cap)
            doublings -= 1
        }
        return bound
    }
}
