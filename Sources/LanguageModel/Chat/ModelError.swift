package import Providers

/// No answer came of a question. Holds every provider's failure, nothing of what was asked or answered.
package struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One for every provider that was asked or skipped.
    package let failures: ProviderFailures

    /// Of one provider or of a whole chain.
    package init(_ failures: ProviderFailures) {
        self.failures = failures
    }

    /// Of one provider.
    package init(_ failure: ProviderFailure) {
        failures = ProviderFailures(failure)
    }

    /// Nobody to ask.
    package static let noModel = ModelError(
        ProviderFailure(.notConfigured, of: ProviderIdentity(service: .chat, provider: ProviderSettings.offline, model: "")))

    /// The kind that decides what to do.
    package var kind: FailureKind { failures.deciding.kind }
    /// True when the same question may be answered later by itself.
    package var isWorthRetrying: Bool { failures.isWorthRetrying }
    /// The shortest wait a provider asked for.
    package var retryAfter: Duration? { failures.retryAfter }

    /// Says what to do; safe to show and to log.
    package var description: String {
        kind == .notConfigured ? "no language model configured: name one in LLM_PROVIDERS and set <NAME>_BASE_URL" : failures.description
    }
}
