import NIOCore
package import Providers

/// Recognition by POST /audio/transcriptions, at OpenAI or a compatible server.
package struct OpenAIRecogniser: Recogniser {
    private let connection: ProviderConnection
    private let model: TranscriptionModel
    private let companion: (any Recogniser)?
    private let boundary: @Sendable () -> String

    /// `model` replaces the record known by the model's name; `companion` tells speakers apart in its place; `boundary` must give a text that is in
    /// no audio.
    package init(
        connection: ProviderConnection, model: TranscriptionModel? = nil, companion: (any Recogniser)? = nil,
        boundary: @escaping @Sendable () -> String = { MultipartForm.randomBoundary() }
    ) {
        self.connection = connection
        self.model = model ?? TranscriptionModel.named(connection.identity.model)
        self.companion = companion
        self.boundary = boundary
    }

    /// `provider/model`.
    package var name: String { "\(identity.provider)/\(identity.model)" }
    /// Of the connection.
    package var identity: ProviderIdentity { connection.identity }
    /// By the model's record.
    package var capabilities: RecogniserCapabilities { model.capabilities }

    /// The companion, or itself if it can.
    package var diariser: (any Recogniser)? { companion ?? (capabilities.givesSpeakers ? self : nil) }

    /// A piece over the model's size is refused without being sent.
    package func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition {
        guard request.wave.count <= model.maximumBytes else { throw SpeechError(connection.failure(.tooLarge)) }
        let form = TranscriptionForm(name: identity.model, model: model, request: request).multipart(boundary: boundary())
        let answer = try await exchange(form, deadline: request.deadline)
        return Recognition(
            text: answer.text, language: answer.language ?? request.language, segments: answer.segments, provider: identity.provider,
            model: identity.model)
    }

    private func exchange(_ form: MultipartForm, deadline: Duration) async throws(SpeechError) -> TranscriptionAnswer {
        let request = ProviderRequest(path: "/audio/transcriptions", contentType: form.contentType, body: ByteBuffer(bytes: form.bytes))
        let answer: ProviderAnswer
        do {
            answer = try await connection.exchange(request, deadline: deadline, maximumBytes: TranscriptionAnswer.maximumBytes)
        } catch {
            throw SpeechError(error)
        }
        do {
            return try TranscriptionAnswer(answer.body)
        } catch {
            throw SpeechError(connection.failure(error))
        }
    }
}
