package import Logging
package import Providers

/// Recognisers in fail-over order, each behind a breaker. A refused piece goes on to the next one too, but is not held against the provider.
package struct RecogniserChain: Recogniser {
    private let recognisers: [any Recogniser]
    private let failOver: FailOver
    private let absent = OfflineRecogniser()

    /// The chain of those members' diarisers, with breakers of its own; nil when no member has one.
    package let diariser: (any Recogniser)?

    /// ``OfflineRecogniser`` members are left out: with nobody else the chain answers as they do.
    package init(
        _ recognisers: [any Recogniser], breaker: BreakerPolicy = BreakerPolicy(), clock: ProviderClock = .system,
        logger: Logger = Logger(label: "speech")
    ) {
        self.recognisers = recognisers.filter { !($0 is OfflineRecogniser) }
        let telling = self.recognisers.compactMap(\.diariser)
        diariser = telling.isEmpty ? nil : RecogniserChain(telling: telling, breaker: breaker, clock: clock, logger: logger)
        failOver = FailOver(self.recognisers.map(\.identity), policy: breaker, clock: clock, logger: logger)
    }

    private init(telling: [any Recogniser], breaker: BreakerPolicy, clock: ProviderClock, logger: Logger) {
        recognisers = telling
        diariser = nil
        failOver = FailOver(telling.map(\.identity), policy: breaker, clock: clock, logger: logger)
    }

    /// The members' names in order.
    package var name: String { isEmpty ? absent.name : recognisers.map(\.name).joined(separator: ", ") }
    /// True when nobody can be asked.
    package var isEmpty: Bool { recognisers.isEmpty }

    /// Times and speakers as the first member gives them, sizes as the most modest member takes them.
    package var capabilities: RecogniserCapabilities {
        var capabilities = recognisers.first?.capabilities ?? absent.capabilities
        capabilities.maximumBytes = recognisers.map(\.capabilities.maximumBytes).min() ?? capabilities.maximumBytes
        return capabilities
    }

    /// The first answer; throws every failure when there is none. The deadline is shared by the members.
    package func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition {
        guard !isEmpty else { return try await absent.recognise(request) }
        do {
            return try await failOver.run(deadline: request.deadline, otherwise: SpeechError.nobody.failures.deciding) { position, limit in
                await ask(recognisers[position], request, within: limit)
            }
        } catch {
            throw SpeechError(error)
        }
    }

    private func ask(
        _ recogniser: any Recogniser, _ request: RecognitionRequest, within limit: Duration
    ) async -> Result<Recognition, ProviderFailures> {
        var request = request
        request.deadline = limit
        do {
            return .success(try await recogniser.recognise(request))
        } catch {
            return .failure(error.failures)
        }
    }
}
