package import Logging
package import Providers

/// Language models in fail-over order, each behind a breaker.
package struct ModelChain: ChatModel {
    private let models: [any ChatModel]
    private let failOver: FailOver
    private let clock: ProviderClock

    /// An empty chain answers ``ModelError/nobody``.
    package init(
        _ models: [any ChatModel], breaker: BreakerPolicy = BreakerPolicy(), clock: ProviderClock = .system,
        logger: Logger = Logger(label: "language-model")
    ) {
        self.models = models
        self.clock = clock
        failOver = FailOver(models.map(\.identity), policy: breaker, clock: clock, logger: logger)
    }

    /// The members' names in order.
    package var name: String { isEmpty ? ProviderSettings.offline : models.map(\.name).joined(separator: ", ") }
    /// True when nobody can be asked.
    package var isEmpty: Bool { models.isEmpty }

    /// The first answer; throws every failure when there is none. The deadline is shared by the members.
    package func reply(to request: ChatRequest) async throws(ModelError) -> ChatReply {
        do {
            return try await failOver.run(deadline: request.deadline, otherwise: ModelError.nobody.failures.deciding) { position, limit in
                await ask(models[position], request, within: limit)
            }
        } catch {
            throw ModelError(error)
        }
    }

    /// Fails over until the first text has come; after that an error ends the stream, since what was said cannot be unsaid.
    package func stream(_ request: ChatRequest) -> AsyncThrowingStream<ChatDelta, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: ChatDelta.self, bufferingPolicy: .bufferingOldest(ChatStreamReader.maximumWaiting))
        let relay = ChatRelay(models: models, failOver: failOver, clock: clock, continuation: continuation)
        let task = Task {
            do throws(ModelError) {
                try await relay.run(request)
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func ask(_ model: any ChatModel, _ request: ChatRequest, within limit: Duration) async -> Result<ChatReply, ProviderFailures> {
        var request = request
        request.deadline = limit
        do {
            return .success(try await model.reply(to: request))
        } catch {
            return .failure(error.failures)
        }
    }
}
