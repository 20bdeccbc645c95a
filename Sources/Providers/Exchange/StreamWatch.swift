/// How long the parts of a streamed answer may take.
package struct StreamDeadlines: Sendable, Hashable {
    /// From the request to the first piece of the answer.
    package var firstToken: Duration
    /// Between two pieces.
    package var gap: Duration
    /// From the request to the end.
    package var total: Duration
    /// From the piece that says it is finished to the end of the stream; then it is taken as ended.
    package var tail: Duration = .seconds(1)

    /// Tail has a fixed default.
    package init(firstToken: Duration, gap: Duration, total: Duration) {
        self.firstToken = firstToken
        self.gap = gap
        self.total = total
    }
}

/// What a received part meant to the reader of a stream.
package enum StreamProgress: Sendable, Hashable {
    /// Nothing of the answer: headers, comments, keep-alives.
    case none
    /// A piece of the answer.
    case token
    /// The answer is whole; what may follow is bookkeeping.
    case whole
}

/// Decides when a streamed answer is late. A value without a clock; keep-alives do not count as progress.
package struct StreamWatch: Sendable, Hashable {
    /// What the present moment means.
    package enum Verdict: Sendable, Hashable {
        /// Nothing is due before; the limits may have moved by then, so look again.
        case wait(until: ContinuousClock.Instant)
        case late
        /// The answer is whole and the sender was given time to close.
        case over
    }

    /// However short the limits are, they are not looked at more often.
    private static let shortestWait: Duration = .milliseconds(1)

    private let deadlines: StreamDeadlines
    private let end: ContinuousClock.Instant
    private var next: ContinuousClock.Instant
    /// True once the answer is whole.
    package private(set) var isWhole = false

    /// Starts with the request.
    package init(startedAt: ContinuousClock.Instant, deadlines: StreamDeadlines) {
        self.deadlines = deadlines
        end = startedAt.advanced(by: deadlines.total)
        next = startedAt.advanced(by: deadlines.firstToken)
    }

    /// Takes what was received at `now`.
    package mutating func handle(_ progress: StreamProgress, at now: ContinuousClock.Instant) {
        guard !isWhole else { return }
        switch progress {
        case .none: break
        case .token: next = now.advanced(by: deadlines.gap)
        case .whole:
            isWhole = true
            next = now.advanced(by: deadlines.tail)
        }
    }

    /// What to do at `now`.
    package func verdict(at now: ContinuousClock.Instant) -> Verdict {
        let limit = min(next, end)
        // A token that arrives meanwhile may bring the limit nearer, but not nearer than the shorter of these.
        let look = max(min(deadlines.gap, deadlines.tail), Self.shortestWait)
        if now < limit { return .wait(until: min(limit, now.advanced(by: look))) }
        return isWhole ? .over : .late
    }
}
