import NIOCore

/// How fast the other end must send, so that a connection is not held by somebody who sends hardly anything.
struct PaceLimits: Sendable {
    /// From a request's first byte, or from the connection's start, to the end of its head.
    let head: TimeAmount
    /// For the whole of a small body.
    let body: TimeAmount
    /// Uploads get the time of a small body again and again, as long as so many bytes come within it.
    let uploadBytesMin: Int
}

/// One connection's requests against the clock. A value without a clock: it is told what came and when.
struct RequestPace {
    enum Event {
        /// The connection stands.
        case opened
        /// So many bytes came, of whatever.
        case bytes(Int)
        /// A request's head is complete.
        case head(isUpload: Bool)
        /// The request is complete.
        case end
        /// The answer is complete.
        case answered
        /// The time that was asked for has passed.
        case timer
    }

    enum Action: Equatable {
        /// Look again at that time; an earlier wish is void.
        case wake(NIODeadline)
        case sleep
        /// Nothing was ever sent, or an answer is already out: close without a word.
        case close
        /// A head that does not end: say so and close.
        case refuseHead
        /// A body that does not end: the request's handler is told and answers.
        case failBody
    }

    private enum Phase {
        /// Between requests: how long is for the idle limit to say.
        case idle
        /// Waiting for the end of a head.
        case head(until: NIODeadline, hasBytes: Bool)
        /// Waiting for the end of a body; `received` since the last look.
        case body(until: NIODeadline, isUpload: Bool, received: Int, isAnswered: Bool)
        /// The request is whole; the answer is ours to give. `hasBytes` of the next request, which then is timed from the answer on.
        case answering(hasBytes: Bool)
        case over
    }

    private let limits: PaceLimits
    private var phase = Phase.idle

    init(limits: PaceLimits) { self.limits = limits }

    mutating func handle(_ event: Event, at now: NIODeadline) -> Action? {
        switch event {
        case .opened: return waitForHead(now, hasBytes: false)
        case .bytes(let count): return take(count, now)
        case .head(let isUpload):
            phase = .body(until: now + limits.body, isUpload: isUpload, received: 0, isAnswered: false)
            return .wake(now + limits.body)
        case .end:
            guard case .body(_, _, _, let isAnswered) = phase else { return nil }
            phase = isAnswered ? .idle : .answering(hasBytes: false)
            return .sleep
        case .answered:
            if case .body(let until, let isUpload, let received, _) = phase {
                phase = .body(until: until, isUpload: isUpload, received: received, isAnswered: true)
                return nil
            }
            guard case .answering(let hasBytes) = phase else { return nil }
            if hasBytes { return waitForHead(now, hasBytes: true) }
            phase = .idle
            return .sleep
        case .timer: return look(now)
        }
    }

    private mutating func waitForHead(_ now: NIODeadline, hasBytes: Bool) -> Action {
        phase = .head(until: now + limits.head, hasBytes: hasBytes)
        return .wake(now + limits.head)
    }

    private mutating func take(_ count: Int, _ now: NIODeadline) -> Action? {
        switch phase {
        case .idle: return waitForHead(now, hasBytes: true)
        case .head(let until, _): phase = .head(until: until, hasBytes: true)
        case .body(let until, let isUpload, let received, let isAnswered):
            phase = .body(until: until, isUpload: isUpload, received: received + count, isAnswered: isAnswered)
        case .answering: phase = .answering(hasBytes: true)
        case .over: break
        }
        return nil
    }

    private mutating func look(_ now: NIODeadline) -> Action? {
        switch phase {
        case .head(let until, let hasBytes):
            guard now >= until else { return .wake(until) }
            phase = .over
            return hasBytes ? .refuseHead : .close
        case .body(let until, let isUpload, let received, let isAnswered):
            guard now >= until else { return .wake(until) }
            if isUpload, received >= limits.uploadBytesMin {
                phase = .body(until: now + limits.body, isUpload: true, received: 0, isAnswered: isAnswered)
                return .wake(now + limits.body)
            }
            phase = .over
            return isAnswered ? .close : .failBody
        case .idle, .answering, .over: return nil
        }
    }
}
