import NIOCore
package import Providers
import Synchronization

/// A language model behind POST /chat/completions, at OpenAI or a compatible server.
package final class OpenAIChatModel: ChatModel {
    /// Most bytes of one answer on the wire; a stream repeats its envelope for every token.
    static let maximumAnswerBytes = 16_777_216

    private let connection: ProviderConnection
    private let traits: ModelTraits
    /// The form of structured answers this server is known to take: one value for one provider and model.
    private let accepted: Mutex<StructuredForm>

    /// `traits` replaces the record known by the model's name.
    package init(connection: ProviderConnection, traits: ModelTraits? = nil) {
        self.connection = connection
        self.traits = traits ?? ModelTraits.named(connection.identity.model)
        accepted = Mutex(self.traits.structured)
    }

    /// `provider/model`.
    package var name: String { "\(identity.provider)/\(identity.model)" }
    /// Of the connection.
    package var identity: ProviderIdentity { connection.identity }

    /// One answer in one piece: a job has no use for tokens, and everything compatible does this best.
    package func reply(to request: ChatRequest) async throws(ModelError) -> ChatReply {
        let end = connection.clock.now().advanced(by: request.deadline)
        do {
            return try await inAcceptedForm(request) { form throws(ProviderFailure) in
                let left = self.connection.clock.now().duration(to: end)
                let answer = try await self.connection.exchange(
                    self.message(request, form: form, isStream: false), deadline: max(left, .zero), maximumBytes: Self.maximumAnswerBytes)
                return try self.decode(answer, form: request.schema == nil ? nil : form)
            }
        } catch {
            throw ModelError(error)
        }
    }

    /// Server-sent events under all three deadlines. Giving the stream up cancels the request.
    package func stream(_ request: ChatRequest) -> AsyncThrowingStream<ChatDelta, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: ChatDelta.self, bufferingPolicy: .bufferingOldest(ChatStreamReader.maximumWaiting))
        let task = Task {
            do throws(ProviderFailure) {
                try await self.run(request, into: continuation)
                continuation.finish()
            } catch {
                continuation.finish(throwing: ModelError(error))
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func run(
        _ request: ChatRequest, into continuation: AsyncThrowingStream<ChatDelta, any Error>.Continuation
    ) async throws(ProviderFailure) {
        let end = connection.clock.now().advanced(by: request.deadline)
        try await inAcceptedForm(request) { form throws(ProviderFailure) in
            let left = self.connection.clock.now().duration(to: end)
            let deadlines = StreamDeadlines(firstToken: request.firstToken, gap: request.gap, total: max(left, .zero))
            let decoder = ChatStreamDecoder(identity: self.identity, form: request.schema == nil ? nil : form)
            try await self.connection.stream(
                self.message(request, form: form, isStream: true), deadlines: deadlines, maximumBytes: Self.maximumAnswerBytes,
                reader: ChatStreamReader(decoder: decoder, continuation: continuation))
        }
    }

    /// Sends in the form the server is known to take. One refused as invalid is stepped over, at most to the end of the three;
    /// the form that then works is remembered.
    private func inAcceptedForm<Answer>(
        _ request: ChatRequest, _ send: (StructuredForm) async throws(ProviderFailure) -> Answer
    ) async throws(ProviderFailure) -> Answer {
        // Nothing would come of a schema that is no JSON, in whatever form.
        if let schema = request.schema, !JSONText.isValid(schema.json) { throw connection.failure(.badRequest) }
        var form = accepted.withLock { $0 }
        while true {
            do {
                let answer = try await send(form)
                if request.schema != nil { accepted.withLock { $0 = form } }
                return answer
            } catch {
                guard request.schema != nil, error.kind == .badRequest, error.status != nil, let next = form.next else { throw error }
                form = next
            }
        }
    }

    private func message(_ request: ChatRequest, form: StructuredForm, isStream: Bool) -> ProviderRequest {
        let body = ChatBody(model: identity.model, traits: traits, request: request, form: form, isStream: isStream)
        return ProviderRequest(
            path: "/chat/completions", contentType: "application/json", body: ByteBuffer(string: body.json),
            accept: isStream ? "text/event-stream" : "application/json")
    }

    private func decode(_ answer: ProviderAnswer, form: StructuredForm?) throws(ProviderFailure) -> ChatReply {
        do throws(FailureKind) {
            var decoder = ChatStreamDecoder(identity: identity, form: form)
            // Servers that stream whatever they are asked say so; everything else must be JSON.
            try decoder.begin(contentType: answer.contentType == "text/event-stream" ? answer.contentType : "application/json")
            var deltas = try decoder.receive(answer.body)
            deltas += try decoder.end()
            for case .finished(let reply) in deltas { return reply }
            throw FailureKind.truncated
        } catch {
            throw connection.failure(error)
        }
    }
}
