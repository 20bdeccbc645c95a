/// How a request to a provider ended, as its breaker sees it.
package enum BreakerReport: Sendable, Hashable {
    /// A good answer.
    case succeeded
    /// No answer, or one that shows that the provider does not work.
    case failed
    /// A refusal of this very request: proves that the provider works, says nothing for it.
    case answered
    /// Ended by the caller: says nothing.
    case abandoned
}

/// Numbers of a breaker.
package struct BreakerPolicy: Sendable, Hashable {
    /// Consecutive failures that open it.
    package var failures = 5
    /// First wait before one request is let through again; doubles while these fail.
    package var delay: Duration = .seconds(10)
    /// Longest such wait.
    package var longestDelay: Duration = .seconds(300)
    /// A probe that has reported nothing for so long is given up.
    package var probeLimit: Duration = .seconds(120)

    /// The product's numbers.
    package init() {}
}

/// Keeps requests away from a provider that does not work: closed, open after consecutive failures, half-open while one probe is out.
/// A value without a clock: events and the present moment go in, actions come out.
package struct Breaker: Sendable, Hashable {
    /// Ties a report to the admission it belongs to, so that late reports of an earlier phase change nothing.
    package struct Ticket: Sendable, Hashable {
        fileprivate let epoch: UInt64
    }

    /// What happens to a breaker.
    package enum Event: Sendable, Hashable {
        case asked
        case reported(BreakerReport, Ticket)
    }

    /// What it wants done.
    package enum Action: Sendable, Hashable {
        case admit(Ticket)
        case refuse(until: ContinuousClock.Instant)
        /// For the log: requests stop until then.
        case opened(until: ContinuousClock.Instant)
        /// For the log: requests flow again.
        case closed
    }

    private enum Phase: Sendable, Hashable {
        case closed(failures: Int)
        case open(until: ContinuousClock.Instant, delay: Duration)
        case halfOpen(until: ContinuousClock.Instant, delay: Duration)
    }

    private let policy: BreakerPolicy
    private var phase = Phase.closed(failures: 0)
    private var epoch: UInt64 = 0

    /// Starts closed.
    package init(policy: BreakerPolicy = BreakerPolicy()) {
        self.policy = policy
    }

    /// Takes one event at `now`; `asked` is always answered by exactly one `admit` or `refuse`.
    package mutating func handle(_ event: Event, at now: ContinuousClock.Instant) -> [Action] {
        switch event {
        case .asked: [ask(now)]
        case .reported(let report, let ticket): ticket.epoch == epoch ? take(report, now) : []
        }
    }

    private mutating func ask(_ now: ContinuousClock.Instant) -> Action {
        switch phase {
        case .closed:
            return .admit(Ticket(epoch: epoch))
        case .open(let until, let delay), .halfOpen(let until, let delay):
            guard now >= until else { return .refuse(until: until) }
            enter(.halfOpen(until: now.advanced(by: policy.probeLimit), delay: delay))
            return .admit(Ticket(epoch: epoch))
        }
    }

    private mutating func take(_ report: BreakerReport, _ now: ContinuousClock.Instant) -> [Action] {
        switch (phase, report) {
        case (.closed, .succeeded):
            phase = .closed(failures: 0)
            return []
        case (.closed(let failures), .failed) where failures + 1 < policy.failures:
            phase = .closed(failures: failures + 1)
            return []
        case (.closed, .failed):
            return open(for: policy.delay, now)
        case (.halfOpen(_, let delay), .failed):
            return open(for: min(delay * 2, policy.longestDelay), now)
        case (.halfOpen, .succeeded), (.halfOpen, .answered):
            enter(.closed(failures: 0))
            return [.closed]
        case (.halfOpen(_, let delay), .abandoned):
            enter(.open(until: now, delay: delay))
            return []
        case (.closed, .answered), (.closed, .abandoned), (.open, _):
            return []
        }
    }

    private mutating func open(for delay: Duration, _ now: ContinuousClock.Instant) -> [Action] {
        let until = now.advanced(by: delay)
        enter(.open(until: until, delay: delay))
        return [.opened(until: until)]
    }

    private mutating func enter(_ next: Phase) {
        phase = next
        epoch += 1
    }
}
