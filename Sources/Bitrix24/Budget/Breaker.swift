/// Stops calling a portal that does not answer, as a value: after some failures in a row calls are held back for a while, then one is let
/// through as a probe.
package struct Breaker: Sendable {
    /// Failures in a row that open it.
    package static let maxFailures = 5
    /// First time it stays open; doubled after each failed probe.
    package static let firstPause = Duration.seconds(15)
    /// Longest time it stays open.
    package static let maxPause = Duration.seconds(300)

    /// How an attempt ended.
    package enum Outcome: Sendable {
        /// The portal answered, whatever it said.
        case answered
        /// No answer of the portal's came.
        case failed
        /// It was given up before anything was known.
        case abandoned
    }

    private enum State {
        case closed(failures: Int)
        case open(until: Duration, pause: Duration)
        case probing(pause: Duration)
    }

    private var state = State.closed(failures: 0)

    /// Makes a closed one.
    package init() {}

    /// How long calls are held back; nil when one may go now. Does not change anything.
    package func heldBack(at now: Duration) -> Duration? {
        switch state {
        case .closed: nil
        case .open(let until, _): until > now ? until - now : nil
        case .probing(let pause): pause
        }
    }

    /// A call is being sent; after a pause this is the probe, and others are held back until it ends.
    package mutating func sending() {
        if case .open(_, let pause) = state { state = .probing(pause: pause) }
    }

    /// An attempt ended.
    package mutating func ended(_ outcome: Outcome, at now: Duration) {
        switch (outcome, state) {
        case (.answered, _): state = .closed(failures: 0)
        case (.abandoned, .probing(let pause)): state = .open(until: now, pause: pause)
        case (.abandoned, _): break
        case (.failed, .closed(let failures)):
            let count = failures + 1
            state = count < Self.maxFailures ? .closed(failures: count) : .open(until: now + Self.firstPause, pause: Self.firstPause)
        case (.failed, .probing(let pause)):
            let longer = min(pause * 2, Self.maxPause)
            state = .open(until: now + longer, pause: longer)
        case (.failed, .open): break
        }
    }
}
