import Bitrix24
package import Foundation
package import Logging
import Metrics
import ServiceLifecycle
package import Storage
import Synchronization

/// Leases jobs and runs their handlers, a bounded number at once; stops leasing on shutdown and lets the running ones reach a safe point.
package final class JobRunner: Service {
    package struct Configuration: Sendable {
        /// Jobs at once. Calls mostly wait for providers and the portal, so this may exceed the cores.
        package var workers = 16
        package var lease: TimeInterval = 45
        /// How often a running job's lease is renewed, in seconds.
        package var beat: TimeInterval { max(0.2, lease / 4) }
        /// The longest sleep between two looks at the queue, in seconds: a clock that jumps is noticed by then.
        package var idlePollMax: TimeInterval = 5
        package init() {}
    }

    private let store: Store
    private let handlers: [String: any JobHandling]
    private let failure: JobFailure
    private let configuration: Configuration
    private let holder: String
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let stopping = Mutex(false)
    private let bell = WakeBell()

    package init(
        store: Store, handlers: [any JobHandling], policy: JobPolicy, configuration: Configuration, holder: String,
        now: @escaping @Sendable () -> Date, random: @escaping @Sendable () -> Double, logger: Logger
    ) {
        self.store = store
        self.handlers = Dictionary(handlers.map { ($0.kind.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        failure = JobFailure(policy: policy, random: random)
        self.configuration = configuration
        self.holder = holder
        self.now = now
        self.logger = logger
    }

    /// Tells the runner that there may be work due.
    package func ring() { bell.ring() }

    package func run() async throws {
        try await store.releaseLeases(notHeldBy: holder)
        await withTaskGroup(of: Void.self) { group in
            await withGracefulShutdownHandler {
                for _ in 0..<configuration.workers { group.addTask { await self.work() } }
                await group.waitForAll()
            } onGracefulShutdown: {
                self.stopping.withLock { $0 = true }
                self.bell.close()
            }
        }
    }

    /// Runs one job if it is due: for a command that has the storage for a moment and leaves all other work to the server.
    /// - Returns: false when it is not due, or there is none.
    @discardableResult
    package func runDue(portalID: Int64?, kind: JobKind, key: String) async throws -> Bool {
        // Whoever held a lease had the storage, and has it no longer.
        try await store.releaseLeases(notHeldBy: holder)
        let due = now()
        let until = due.addingTimeInterval(configuration.lease)
        guard let job = try await store.lease(portalID: portalID, kind: kind.rawValue, key: key, holder: holder, now: due, until: until) else { return false }
        await perform(job)
        return true
    }

    private var isStopping: Bool { stopping.withLock { $0 } || Task.isCancelled }

    private func work() async {
        while !isStopping {
            do {
                let due = now()
                if let job = try await store.lease(holder: holder, now: due, until: due.addingTimeInterval(configuration.lease)) {
                    await perform(job)
                } else {
                    await bell.wait(atMost: try await idleTime())
                }
            } catch {
                logger.error("the job queue cannot be read", metadata: ["error": "\(error)"])
                await bell.wait(atMost: configuration.idlePollMax)
            }
        }
    }

    private func idleTime() async throws -> TimeInterval {
        guard let next = try await store.nextRunAt() else { return configuration.idlePollMax }
        return min(max(next.timeIntervalSince(now()), 0.005), configuration.idlePollMax)
    }

    private func perform(_ job: LeasedJob) async {
        let result = await withTaskGroup(of: JobResult?.self) { group in
            group.addTask { await self.result(of: job) }
            group.addTask {
                await self.keepLease(job)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard let result else {
            logger.warning("a job's lease was lost; it runs again", metadata: ["job": "\(job.id)", "kind": "\(job.kind)"])
            return
        }
        await settle(job, result)
    }

    private func result(of job: LeasedJob) async -> JobResult {
        guard let handler = handlers[job.kind] else { return JobResult(.dead("no handler for this kind of job in this version")) }
        let result = await attempt(job, by: handler)
        guard case .dead = result.verdict else { return result }
        return JobResult(result.verdict, then: result.then + handler.afterDeath(of: job, at: now()))
    }

    private func attempt(_ job: LeasedJob, by handler: any JobHandling) async -> JobResult {
        do {
            return try await handler.handle(JobContext(job: job, now: now(), isStopping: { self.isStopping }))
        } catch {
            await noteDeadTokens(error, job)
            let verdict = failure.verdict(for: error, attempt: job.attempt, now: now())
            logger.info("a job goes back", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "verdict": "\(verdict.label)", "reason": "\(verdict.reason ?? "")"])
            return JobResult(verdict)
        }
    }

    /// Dead tokens are no job's fault: the portal says so from now on, until an administrator opens the app.
    private func noteDeadTokens(_ error: any Error, _ job: LeasedJob) async {
        let cause: BitrixError? =
            switch error {
            case let cause as BitrixError: cause
            case EffectError.postponed(let cause), EffectError.refused(let cause): cause
            default: nil
            }
        guard let cause, cause.needsReadoption, let portalID = job.portalID else { return }
        logger.error("the portal's tokens are dead: an administrator has to open the app in Bitrix24 once", metadata: ["portal": "\(portalID)"])
        // Of an uninstalled app the tokens are dead as well; nobody is to open it.
        try? await store.setPortalStatus(id: portalID, .needsReadoption, from: .active)
    }

    /// Returns when the lease is lost; cancelled when the job ends first.
    private func keepLease(_ job: LeasedJob) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: .seconds(configuration.beat)) } catch { return }
            let held = (try? await store.beat(job, until: now().addingTimeInterval(configuration.lease))) ?? true
            if !held { return }
        }
    }

    private func settle(_ job: LeasedJob, _ result: JobResult) async {
        Counter(label: "voice_agent_jobs_total", dimensions: [("kind", job.kind), ("verdict", result.verdict.label)]).increment()
        do {
            _ = try await store.settle(job, result.verdict, then: result.then, now: now())
            bell.ring()
        } catch {
            logger.error("a job's result cannot be stored; its lease runs out and it runs again", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }
}

extension JobVerdict {
    /// The verdict's short name, for metrics and logs.
    var label: String {
        switch self {
        case .done: "done"
        case .ignored: "ignored"
        case .again: "again"
        case .failed: "failed"
        case .dead: "dead"
        }
    }

    var reason: String? {
        switch self {
        case .done: nil
        case .ignored(let reason), .dead(let reason): reason
        case .again(_, let reason): reason
        case .failed(let reason, _): reason
        }
    }
}
