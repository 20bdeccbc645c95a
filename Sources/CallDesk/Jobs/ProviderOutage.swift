import Foundation
import Providers
import Speech

/// No recogniser heard a piece of a recording; the same piece may be heard later, by itself or once a person has cured the cause.
struct ProviderOutage: Error, CustomStringConvertible {
    /// When the work could first have been done.
    let since: Date
    let cause: SpeechError

    /// How long providers are waited for, in seconds: an outage over a night, or an account that somebody has to top up.
    static let patience: TimeInterval = 24 * 3600
    /// The longest pause between two tries, in seconds.
    static let pauseMax: TimeInterval = 15 * 60
    private static let pauseMin: TimeInterval = 5
    /// The longest that a provider's Retry-After is obeyed, in seconds.
    static let retryAfterMax: TimeInterval = 3600

    /// - Returns: nil when waiting helps nobody: the piece itself is refused, or whoever asked has given up.
    init?(_ cause: SpeechError, since: Date) {
        guard cause.isWorthRetrying || cause.kind.isCurable else { return nil }
        self.since = since
        self.cause = cause
    }

    /// When to try again: the longer it has lasted, the later, and spread; never sooner than a provider asks. Nil: the patience is over.
    /// - Parameter random: 0..<1.
    func next(after now: Date, random: Double) -> Date? {
        let end = since.addingTimeInterval(Self.patience)
        guard now < end else { return nil }
        let bound = min(max(now.timeIntervalSince(since) / 2, Self.pauseMin), Self.pauseMax)
        let asked = min(cause.retryAfter?.seconds ?? 0, Self.retryAfterMax)
        return min(now.addingTimeInterval(max(bound * (0.5 + random / 2), asked)), end)
    }

    var description: String { cause.description }
}
