/// Our copy of the portal's leaky bucket with a queue by priority, as a value (limits.md: each request adds one, 2 or 5 leave per second, more
/// than 50 or 250 are refused).
package struct LeakyBucket: Sendable {
    /// Most calls waiting in one bucket.
    package static let maxWaiting = 1_000
    /// Shortest time between two looks at the queue.
    package static let minWake = Duration.milliseconds(5)

    /// What happened.
    package enum Event: Sendable {
        /// A call wants to be sent.
        case arrived(Int, Priority)
        /// A waiting call was given up.
        case left(Int)
        /// The portal says that the bucket is full.
        case overflowed
        /// Time has passed.
        case ticked
        /// The portal's plan allows something else from now on.
        case paced(drainPerSecond: Double, burst: Double)
    }

    /// What to do.
    package enum Action: Sendable, Equatable {
        /// Send this call now.
        case admit(Int)
        /// Refuse this call: the queue is full. Try again after that time.
        case refuse(Int, after: Duration)
        /// Tick after that time at the latest.
        case wake(after: Duration)
    }

    private var drainPerSecond: Double
    /// Requests at once before the portal refuses.
    private(set) package var burst: Double
    private var level = 0.0
    private var drainedAt = Duration.zero
    private var queues: [[Int]]

    /// Makes an empty bucket.
    package init(drainPerSecond: Double, burst: Double) {
        precondition(drainPerSecond > 0 && burst >= 2, "A bucket must drain and hold something.")
        self.drainPerSecond = drainPerSecond
        self.burst = burst
        queues = Array(repeating: [], count: Priority.allCases.count)
    }

    /// How many calls wait.
    package var waiting: Int { queues.reduce(0) { $0 + $1.count } }

    /// Takes an event and says what to do.
    /// - Parameter now: time since any fixed moment; a step back is taken as standing still.
    package mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        drain(until: now)
        switch event {
        case .arrived(let call, let priority):
            guard waiting < Self.maxWaiting else { return [.refuse(call, after: time(for: Double(waiting)))] }
            queues[priority.rawValue].append(call)
        case .left(let call):
            for index in queues.indices { queues[index].removeAll { $0 == call } }
        case .overflowed:
            level = burst
        case .ticked:
            break
        case .paced(let drainPerSecond, let burst):
            // What was sent stays counted: a bucket that turns out smaller is over its brim until it has drained.
            (self.drainPerSecond, self.burst) = (drainPerSecond, burst)
        }
        return admitWaiting()
    }

    private mutating func drain(until now: Duration) {
        let passed = now - drainedAt
        drainedAt = now
        guard passed > .zero else { return }
        level = max(0, level - passed / .seconds(1) * drainPerSecond)
    }

    private mutating func admitWaiting() -> [Action] {
        var actions: [Action] = []
        for priority in Priority.allCases {
            let limit = max(1, burst * priority.shareOfBucket)
            while let call = queues[priority.rawValue].first {
                guard level + 1 <= limit else {
                    actions.append(.wake(after: max(Self.minWake, time(for: level + 1 - limit))))
                    return actions
                }
                queues[priority.rawValue].removeFirst()
                level += 1
                actions.append(.admit(call))
            }
        }
        return actions
    }

    private func time(for requests: Double) -> Duration {
        .seconds(requests / drainPerSecond)
    }
}
