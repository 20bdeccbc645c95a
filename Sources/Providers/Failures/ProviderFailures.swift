/// Everything that went wrong in one pass over the providers, in order; never empty.
package struct ProviderFailures: Error, Sendable, Hashable {
    /// One for every provider that was asked or skipped.
    package let all: [ProviderFailure]

    /// Of a single provider.
    package init(_ failure: ProviderFailure) {
        all = [failure]
    }

    /// Of a pass; `otherwise` stands in when no provider was there to be asked.
    package init(_ failures: [ProviderFailure], otherwise: ProviderFailure) {
        all = failures.isEmpty ? [otherwise] : failures
    }

    /// The one that decides what to do: giving up first, then what passes by itself, then the first that was really asked.
    package var deciding: ProviderFailure {
        all.first { $0.kind == .cancelled }
            ?? all.first { $0.kind.isTransient && $0.kind != .suspended }
            ?? all.first { $0.kind != .suspended }
            ?? all[0]
    }

    /// True when at least one provider may succeed later by itself.
    package var isWorthRetrying: Bool { deciding.kind != .cancelled && all.contains { $0.kind.isTransient } }

    /// The shortest wait a provider asked for.
    package var retryAfter: Duration? {
        all.compactMap { failure in
            if case .rateLimited(let wait) = failure.kind { wait } else { nil }
        }.min()
    }
}

extension ProviderFailures: CustomStringConvertible {
    package var description: String {
        let first = deciding
        let others = all.filter { $0 != first }.map { "\($0.identity.provider): \($0.kind.label)" }
        return others.isEmpty ? first.description : "\(first.description) (also \(others.joined(separator: ", ")))"
    }
}
