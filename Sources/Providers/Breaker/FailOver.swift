package import Logging
import Synchronization

/// Asks providers in their order until one answers, with a breaker for each. The shell around ``Breaker``.
package final class FailOver: Sendable {
    /// What may be asked, in order.
    package let identities: [ProviderIdentity]
    private let breakers: Mutex<[Breaker]>
    private let clock: ProviderClock
    private let logger: Logger

    /// One breaker per identity, all closed.
    package init(_ identities: [ProviderIdentity], policy: BreakerPolicy, clock: ProviderClock, logger: Logger) {
        self.identities = identities
        breakers = Mutex(identities.map { _ in Breaker(policy: policy) })
        self.clock = clock
        self.logger = logger
    }

    /// Runs `attempt` (position, time it may take) until one succeeds.
    ///
    /// The time left is shared evenly among the providers not yet asked, so that one that hangs leaves time for the next.
    /// Throws all failures when nobody answered, and at once when the caller gave up.
    package func run<Answer: Sendable>(
        deadline: Duration, otherwise: ProviderFailure, attempt: (Int, Duration) async -> Result<Answer, ProviderFailures>
    ) async throws(ProviderFailures) -> Answer {
        let end = clock.now().advanced(by: deadline)
        var failures: [ProviderFailure] = []
        for position in identities.indices {
            guard let ticket = admit(position) else {
                failures.append(ProviderFailure(.suspended, of: identities[position]))
                continue
            }
            let share = clock.now().duration(to: end) / (identities.count - position)
            switch await attempt(position, max(share, .zero)) {
            case .success(let answer):
                settle(position, ticket, nil)
                return answer
            case .failure(let failed):
                settle(position, ticket, failed.deciding)
                failures += failed.all
                if failed.deciding.kind == .cancelled { throw ProviderFailures(failures, otherwise: otherwise) }
            }
        }
        throw ProviderFailures(failures, otherwise: otherwise)
    }

    /// A ticket to ask this provider, or nil while its breaker is open. Every ticket must be settled.
    package func admit(_ position: Int) -> Breaker.Ticket? {
        for action in breakers.withLock({ $0[position].handle(.asked, at: clock.now()) }) {
            if case .admit(let ticket) = action { return ticket }
        }
        return nil
    }

    /// Reports how it ended; nil is success.
    package func settle(_ position: Int, _ ticket: Breaker.Ticket, _ failure: ProviderFailure?) {
        let identity = identities[position]
        ProviderMeter.count(identity, outcome: failure?.kind.label ?? "ok")
        if let failure { log(failure) }
        let report = failure?.kind.breakerEvent ?? .succeeded
        for action in breakers.withLock({ $0[position].handle(.reported(report, ticket), at: clock.now()) }) {
            switch action {
            case .opened: logger.error("provider suspended after repeated failures", metadata: metadata(of: identity))
            case .closed: logger.notice("provider works again", metadata: metadata(of: identity))
            case .admit, .refuse: break
            }
        }
    }

    private func log(_ failure: ProviderFailure) {
        var metadata = metadata(of: failure.identity)
        metadata["kind"] = "\(failure.kind.label)"
        if let status = failure.status { metadata["status"] = "\(status)" }
        if let code = failure.code { metadata["code"] = "\(code)" }
        if let id = failure.requestID { metadata["provider-request-id"] = "\(id)" }
        // Given up by the caller, mostly because a sibling failed: that one is told of.
        logger.log(level: failure.kind == .cancelled ? .debug : .warning, "provider failed", metadata: metadata)
    }

    private func metadata(of identity: ProviderIdentity) -> Logger.Metadata {
        ["service": "\(identity.service.rawValue)", "provider": "\(identity.provider)", "model": "\(identity.model)"]
    }
}
