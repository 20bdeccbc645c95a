import Providers

/// Passes one model's stream on, and the next one's when it fails before its first text.
struct ChatRelay: Sendable {
    let models: [any ChatModel]
    let failOver: FailOver
    let clock: ProviderClock
    let continuation: AsyncThrowingStream<ChatDelta, any Error>.Continuation

    private enum Outcome {
        case finished
        case failed(ProviderFailures, afterText: Bool)
    }

    func run(_ request: ChatRequest) async throws(ModelError) {
        let end = clock.now().advanced(by: request.deadline)
        var failures: [ProviderFailure] = []
        for position in models.indices {
            guard let ticket = failOver.admit(position) else {
                failures.append(ProviderFailure(.suspended, of: failOver.identities[position]))
                continue
            }
            var request = request
            request.deadline = max(clock.now().duration(to: end), .zero)
            switch await pass(models[position].stream(request), of: failOver.identities[position]) {
            case .finished:
                return failOver.settle(position, ticket, nil)
            case .failed(let failed, let afterText):
                failOver.settle(position, ticket, failed.deciding)
                failures += failed.all
                if afterText || failed.deciding.kind == .cancelled { throw error(failures) }
            }
        }
        throw error(failures)
    }

    private func error(_ failures: [ProviderFailure]) -> ModelError {
        ModelError(ProviderFailures(failures, otherwise: ModelError.nobody.failures.deciding))
    }

    private func pass(_ stream: AsyncThrowingStream<ChatDelta, any Error>, of identity: ProviderIdentity) async -> Outcome {
        var afterText = false
        do {
            for try await delta in stream {
                if case .dropped = continuation.yield(delta) { throw FailureKind.unreadableAnswer }
                if case .finished = delta { return .finished }
                afterText = true
            }
            throw Task.isCancelled ? FailureKind.cancelled : .truncated
        } catch {
            return .failed(failures(of: error, identity), afterText: afterText)
        }
    }

    private func failures(of error: any Error, _ identity: ProviderIdentity) -> ProviderFailures {
        if let error = error as? ModelError { return error.failures }
        return ProviderFailures(ProviderFailure(error as? FailureKind ?? (error is CancellationError ? .cancelled : .unavailable), of: identity))
    }
}
