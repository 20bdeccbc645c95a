package import Foundation

/// One write to the outside world and where it stands: the effect protocol of docs/architecture.md as a synchronous value.
///
/// The machine decides; ``EffectSender`` performs. It never reads a clock: every event carries the time it happened at.
package struct Effect: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// Recorded, not sent; `inherited` when an earlier process recorded it, so that nobody here knows whether it was sent.
        case ready(inherited: Bool)
        /// Sent, no answer yet.
        case sending(since: Date)
        /// Nobody knows whether it was executed; the server may still be executing it until `until`.
        case unknown(until: Date)
        case done(remoteID: String)
        case refused(note: String)
    }

    package enum Event: Sendable, Equatable {
        /// Somebody wants the effect done now.
        case wanted(at: Date)
        /// The look-up by marker answered.
        case found(remoteID: String)
        case notFound
        /// The server's answer to our request.
        case succeeded(remoteID: String)
        case refusedForGood(note: String)
        case notExecuted
        case outcomeUnknown(at: Date)
    }

    package enum Action: Sendable, Equatable {
        /// Write the state into the ledger; everything after it waits for the commit.
        case persist
        case lookUp
        case send
        case wait(until: Date)
        case finish(remoteID: String)
        case giveUp(note: String)
        /// Not executed for a passing reason: the caller may want it again later.
        case postpone
    }

    package private(set) var state: State
    /// How long an unknown outcome is left alone: the server's 60 s limit on one request and a margin.
    package let unknownWait: TimeInterval

    package init(state: State, unknownWait: TimeInterval) {
        self.state = state
        self.unknownWait = unknownWait
    }

    package mutating func handle(_ event: Event) -> [Action] {
        switch (state, event) {
        case (.done(let id), _):
            return [.finish(remoteID: id)]
        case (.ready(let inherited), .wanted(let now)):
            return inherited ? [.lookUp] : begin(at: now)
        case (.sending(let since), .wanted(let now)):
            // Whoever sent it is gone; from here on only the look-up tells what became of it.
            return hold(until: since.addingTimeInterval(unknownWait), now: now)
        case (.unknown(let until), .wanted(let now)):
            return now < until ? [.wait(until: until)] : [.lookUp]
        case (.refused, .wanted):
            // Whoever asks again believes that the cause is gone.
            state = .ready(inherited: false)
            return [.persist]
        case (_, .found(let id)), (_, .succeeded(let id)):
            state = .done(remoteID: id)
            return [.persist, .finish(remoteID: id)]
        case (.ready, .notFound), (.unknown, .notFound):
            state = .ready(inherited: false)
            return [.persist]
        case (.sending, .refusedForGood(let note)):
            state = .refused(note: note)
            return [.persist, .giveUp(note: note)]
        case (.sending, .notExecuted):
            state = .ready(inherited: false)
            return [.persist, .postpone]
        case (.sending, .outcomeUnknown(let now)):
            let until = now.addingTimeInterval(unknownWait)
            state = .unknown(until: until)
            return [.persist, .wait(until: until)]
        default:
            preconditionFailure("an effect in \(state) cannot meet \(event)")
        }
    }

    private mutating func begin(at now: Date) -> [Action] {
        state = .sending(since: now)
        return [.persist, .send]
    }

    private mutating func hold(until: Date, now: Date) -> [Action] {
        state = .unknown(until: until)
        return now < until ? [.persist, .wait(until: until)] : [.persist, .lookUp]
    }
}
