/// What the adapters of one service throw: nothing came of a request, whoever was asked. Holds every provider's failure, nothing of what was sent or answered.
package protocol ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One for every provider that was asked or skipped.
    var failures: ProviderFailures { get }

    /// Of one provider or of a whole chain.
    init(_ failures: ProviderFailures)

    /// What was asked for.
    static var service: ProviderService { get }
    /// What to do when nobody is there to be asked.
    static var cure: String { get }
}

extension ServiceError {
    /// Of one provider.
    package init(_ failure: ProviderFailure) { self.init(ProviderFailures(failure)) }

    /// Nobody to ask.
    package static var nobody: Self {
        Self(ProviderFailure(.notConfigured, of: ProviderIdentity(service: service, provider: ProviderSettings.offline, model: "")))
    }

    /// The kind that decides what to do.
    package var kind: FailureKind { failures.deciding.kind }
    /// True when nobody failed: whoever asked gave up.
    package var isCancelled: Bool { kind == .cancelled }
    /// True when the same request may succeed later by itself.
    package var isWorthRetrying: Bool { failures.isWorthRetrying }
    /// The shortest wait a provider asked for.
    package var retryAfter: Duration? { failures.retryAfter }

    /// Says what to do; safe to show and to log.
    package var description: String { kind == .notConfigured ? Self.cure : failures.description }
}
