import Bitrix24
import Foundation
import Storage

/// Turns what a handler threw into the queue's verdict.
struct JobFailure: Sendable {
    let policy: JobPolicy
    /// 0..<1, spreads the retries.
    let random: @Sendable () -> Double

    /// The longest text kept of an error, in characters.
    static let reasonMax = 300

    func verdict(for error: any Error, attempt: Int, now: Date) -> JobVerdict {
        switch error {
        case is JobInterrupted, is CancellationError:
            return .again(at: now, reason: "stopped with the process")
        case let pause as JobPause:
            return .again(at: pause.until, reason: pause.reason)
        case let outage as ProviderOutage:
            guard let next = outage.next(after: now, random: random()) else { return .dead(reason(outage)) }
            return .again(at: next, reason: reason(outage))
        case EffectError.pending(let until):
            return .again(at: until, reason: "waiting until the outcome of an effect can be looked up")
        case EffectError.postponed(let cause):
            return retry(cause, attempt: attempt, now: now)
        case EffectError.refused(let cause):
            return .dead(reason(cause))
        case let cause as BitrixError:
            return retry(cause, attempt: attempt, now: now)
        default:
            return policy.verdict(attempt: attempt, reason: reason(error), now: now, random: random())
        }
    }

    /// Tokens that need a person, and limits with a known end, are waited out without counting an attempt.
    private func retry(_ error: BitrixError, attempt: Int, now: Date) -> JobVerdict {
        if error.needsReadoption { return .again(at: now.addingTimeInterval(Self.readoptionPoll), reason: reason(error)) }
        if let wait = error.retryAfter { return .again(at: now.addingTimeInterval(wait.seconds), reason: reason(error)) }
        if error.execution == .refused { return .dead(reason(error)) }
        return policy.verdict(attempt: attempt, reason: reason(error), now: now, random: random())
    }

    /// How often work waits for an administrator to open the app again, in seconds.
    static let readoptionPoll: TimeInterval = 600

    private func reason(_ error: any Error) -> String {
        String(String(describing: error).prefix(Self.reasonMax))
    }
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
