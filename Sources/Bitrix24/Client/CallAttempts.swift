/// Decides after a failed attempt of one call what to do, as a value. Only what surely did not execute is repeated, and only a few times.
package struct CallAttempts: Sendable {
    /// Most repetitions after `QUERY_LIMIT_EXCEEDED`.
    package static let maxLimitRetries = 4
    /// First wait after `QUERY_LIMIT_EXCEEDED`; doubled each time, with jitter.
    package static let firstLimitWait = Duration.seconds(1)

    /// A longer wait than this is the caller's to plan.
    package static let maxWait = Duration.seconds(30)

    /// What to do next.
    package enum Step: Sendable, Equatable {
        /// Renew the token and repeat.
        case renew
        /// Wait and repeat.
        case wait(Duration)
        /// Renew the tokens to learn the portal's new address; repeat if there is one.
        case relocate
        /// Hand the error to the caller.
        case giveUp
    }

    private var limitRetries = 0
    private var hasRenewed = false
    private var hasRelocated = false

    /// Makes one for a call that has not been sent yet.
    package init() {}

    /// An attempt failed.
    /// - Parameter random: from 0 up to but not including 1, for the jitter.
    package mutating func failed(_ error: BitrixError, random: Double) -> Step {
        guard error.execution == .notExecuted else { return .giveUp }
        if error.has(BitrixErrorCode.expiredToken), !hasRenewed {
            hasRenewed = true
            return .renew
        }
        if error.has(BitrixErrorCode.portalMoved), !hasRelocated {
            hasRelocated = true
            return .relocate
        }
        if error.has(BitrixErrorCode.queryLimit), limitRetries < Self.maxLimitRetries,
            (error.retryAfter ?? .zero) <= Self.maxWait
        {
            let ceiling = Self.firstLimitWait * Double(1 << limitRetries)
            limitRetries += 1
            return .wait(max(error.retryAfter ?? .zero, ceiling * (0.5 + random / 2)))
        }
        return .giveUp
    }
}
