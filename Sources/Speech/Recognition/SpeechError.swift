package import Providers

/// No text came of a piece of audio. Holds every provider's failure, nothing of what was said.
package struct SpeechError: Error, Sendable, Hashable, CustomStringConvertible {
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
    package static let noLocalRecogniser = SpeechError(
        ProviderFailure(.notConfigured, of: ProviderIdentity(service: .recognition, provider: ProviderSettings.offline, model: "")))

    /// The kind that decides what to do.
    package var kind: FailureKind { failures.deciding.kind }
    /// True when nobody failed: whoever asked gave up.
    package var isCancelled: Bool { kind == .cancelled }
    /// True when the same piece may be recognised later by itself.
    package var isWorthRetrying: Bool { failures.isWorthRetrying }
    /// The shortest wait a provider asked for.
    package var retryAfter: Duration? { failures.retryAfter }

    /// Says what to do; safe to show and to log.
    package var description: String {
        kind == .notConfigured
            ? "no local recogniser configured: name one in ASR_PROVIDERS and set <NAME>_BASE_URL" : failures.description
    }
}
