import Foundation
import Synchronization

/// The request budget of one portal: lets calls through as fast as the portal takes them, urgent ones first.
///
/// Performs ``LeakyBucket``, ``OperatingWatch`` and ``Breaker``. One object per portal and source address, shared by all clients of the portal
/// (limits.md). A waiting call that is cancelled leaves the queue.
public final class RequestBudget: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Void, BitrixError>, Never>

    private struct State {
        var bucket: LeakyBucket
        var operating = OperatingWatch()
        var breaker = Breaker()
        var waiters: [Int: Waiter] = [:]
        var lastCall = 0
        var wakesAt: Duration?
    }

    private let state: Mutex<State>
    private let environment: BitrixEnvironment

    /// Makes a budget.
    /// - Parameters:
    ///   - drainPerSecond: requests per second that the portal's plan allows for long: 2, or 5 on Enterprise.
    ///   - burst: requests at once before the portal refuses: 50, or 250 on Enterprise.
    ///   - environment: clock and chance.
    public init(drainPerSecond: Double = 2, burst: Double = 50, environment: BitrixEnvironment = .system) {
        state = Mutex(State(bucket: LeakyBucket(drainPerSecond: drainPerSecond, burst: burst)))
        self.environment = environment
    }

    /// Makes a budget for a portal's plan.
    public convenience init(plan: PortalPlan, environment: BitrixEnvironment = .system) {
        self.init(drainPerSecond: plan.drainPerSecond, burst: plan.burst, environment: environment)
    }

    /// Requests at once before the portal refuses.
    public var burst: Double { state.withLock { $0.bucket.burst } }

    /// The portal turned out to have this plan: from now on calls go as it allows, those that wait already included.
    public func adopt(_ plan: PortalPlan) {
        let now = environment.elapsed()
        run { $0.bucket.handle(.paced(drainPerSecond: plan.drainPerSecond, burst: plan.burst), at: now) }
    }

    /// How many calls wait at this moment.
    public var waiting: Int { state.withLock { $0.bucket.waiting } }

    /// Waits until a call may be sent. Each return must be followed by one ``ended(_:outcome:)``.
    /// - Throws: `OPERATION_TIME_LIMIT`, `PORTAL_HELD_BACK` or `BUDGET_QUEUE_FULL` at once, with the time to wait; `CANCELLED`.
    func enter(_ method: String, _ priority: Priority) async throws(BitrixError) {
        try refuseIfHopeless(method, priority)
        let call = state.withLock { state in
            state.lastCall += 1
            return state.lastCall
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in arrive(call, priority, waiter) }
        } onCancel: {
            self.leave(call)
        }
        try result.get()
        try refuseIfHopeless(method, priority, sending: true)
    }

    /// Tells how a call ended that ``enter(_:_:)`` let through.
    func ended(_ method: String, outcome: Breaker.Outcome, operating: OperatingReport? = nil, error: BitrixError? = nil) {
        let now = environment.elapsed()
        let date = environment.now().timeIntervalSince1970
        let overflowed = error?.has(BitrixErrorCode.queryLimit) ?? false
        run { state in
            state.breaker.ended(outcome, at: now)
            if let operating { state.operating.report(operating, of: method, at: date) }
            if error?.has(BitrixErrorCode.operationTimeLimit) ?? false { state.operating.block(method, at: date) }
            return overflowed ? state.bucket.handle(.overflowed, at: now) : []
        }
    }

    /// Takes over the used time of a method that ran inside a batch.
    func report(_ operating: OperatingReport, of method: String) {
        let date = environment.now().timeIntervalSince1970
        state.withLock { $0.operating.report(operating, of: method, at: date) }
    }

    private func refuseIfHopeless(_ method: String, _ priority: Priority, sending: Bool = false) throws(BitrixError) {
        let now = environment.elapsed()
        let date = environment.now().timeIntervalSince1970
        let (held, blocked) = state.withLock { state in
            let held = state.breaker.heldBack(at: now)
            let blocked = state.operating.wait(for: method, priority, at: date)
            if sending, held == nil, blocked == nil { state.breaker.sending() }
            return (held, blocked)
        }
        if let held {
            throw BitrixError(BitrixErrorCode.heldBack, execution: .notExecuted, isRetryable: true, retryAfter: held)
        }
        if let blocked {
            throw BitrixError(BitrixErrorCode.operationTimeLimit, execution: .notExecuted, isRetryable: true, retryAfter: blocked)
        }
    }

    private func arrive(_ call: Int, _ priority: Priority, _ waiter: Waiter) {
        let now = environment.elapsed()
        let isCancelled = state.withLock { state in
            // Checked under the lock: a cancellation after this finds the call in the queue.
            guard !Task.isCancelled else { return true }
            state.waiters[call] = waiter
            return false
        }
        guard !isCancelled else {
            waiter.resume(returning: .failure(Self.cancelled))
            return
        }
        run { $0.waiters[call] == nil ? [] : $0.bucket.handle(.arrived(call, priority), at: now) }
    }

    private func leave(_ call: Int) {
        let now = environment.elapsed()
        let waiter = state.withLock { $0.waiters.removeValue(forKey: call) }
        waiter?.resume(returning: .failure(Self.cancelled))
        run { $0.bucket.handle(.left(call), at: now) }
    }

    private func tick() {
        let now = environment.elapsed()
        run { state in
            state.wakesAt = nil
            return state.bucket.handle(.ticked, at: now)
        }
    }

    /// Changes the state under the lock and performs the actions after it.
    private func run(_ change: (inout State) -> [LeakyBucket.Action]) {
        let now = environment.elapsed()
        let (resumed, wake) = state.withLock { state in
            var resumed: [(Waiter, Result<Void, BitrixError>)] = []
            var wake: Duration?
            for action in change(&state) {
                switch action {
                case .admit(let call):
                    if let waiter = state.waiters.removeValue(forKey: call) { resumed.append((waiter, .success(()))) }
                case .refuse(let call, let after):
                    if let waiter = state.waiters.removeValue(forKey: call) { resumed.append((waiter, .failure(Self.full(after)))) }
                case .wake(let after):
                    if let planned = state.wakesAt, planned <= now + after { continue }
                    state.wakesAt = now + after
                    wake = after
                }
            }
            return (resumed, wake)
        }
        for (waiter, result) in resumed { waiter.resume(returning: result) }
        if let wake { schedule(wake) }
    }

    /// A task of its own, since the timer belongs to all who wait. It ends with its one tick.
    private func schedule(_ delay: Duration) {
        Task { [environment] in
            try? await environment.sleep(delay)
            self.tick()
        }
    }

    private static let cancelled = BitrixError(BitrixErrorCode.cancelled, execution: .notExecuted, isRetryable: true)

    private static func full(_ after: Duration) -> BitrixError {
        BitrixError(BitrixErrorCode.budgetFull, execution: .notExecuted, isRetryable: true, retryAfter: after)
    }
}
