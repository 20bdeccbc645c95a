import Audio
import CallDesk
import Hummingbird
import Providers
import Speech
import Synchronization

/// Speech of an uploaded recording as text.
struct RecognitionRoutes: Sendable {
    /// Its bodies are long, and may take long.
    static let path = "/asr"

    let tools: WebTools
    private let places: Places

    init(tools: WebTools) {
        self.tools = tools
        places = Places(tools.configuration.limits.uploadsAtOnceMax)
    }

    var routes: [Route] {
        [Route(.post, Self.path, .integration, group: .asr) { request, _, _ in try await recognise(request) }]
    }

    private func recognise(_ request: Request) async throws -> Response {
        guard places.take() else {
            throw Problem.unavailable("as many recordings as allowed are being recognised: try again", retryAfter: tools.configuration.limits.retryAfterSeconds)
        }
        defer { places.give() }
        let file = try tools.uploads.newFile()
        defer { file.remove() }
        var reader = try UploadReader(request, into: file, limits: tools.configuration.limits)
        try await reader.read(request)
        do {
            let transcript = try await recogniser(language: try Self.language(reader.fields["language"])).hear(file.path)
            return JSONAnswer.response(RecognitionDocument(transcript))
        } catch let error as AudioError {
            throw Self.problem(error)
        } catch let error as SpeechError {
            throw Problem.unavailable(error.description, retryAfter: Self.seconds(error.retryAfter) ?? tools.configuration.limits.retryAfterSeconds)
        }
    }

    private func recogniser(language: String?) -> RecordingRecogniser {
        let configuration = tools.desk.tools.configuration
        return RecordingRecogniser(
            recogniser: tools.desk.tools.recogniser, language: language ?? configuration.language, piecesAtOnce: configuration.limits.recognitionsAtOnce,
            deadline: configuration.limits.recognitionDeadline)
    }

    /// ISO 639-1.
    private static func language(_ text: String?) throws(Problem) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (97...122).contains($0) }) else {
            throw .invalid("language", "language must be a code of two letters, for example ru")
        }
        return text
    }

    private static func problem(_ error: AudioError) -> Problem {
        switch error.code {
        case .unsupported: Problem(.unsupportedMediaType, error.description, field: "file")
        case .unreadable, .empty, .tooLong, .tooManyChannels: .invalid("file", error.description)
        case .notFound, .unwritable: .unavailable("the storage cannot take uploads now: try again", retryAfter: 60)
        }
    }

    private static func seconds(_ duration: Duration?) -> Int? { duration.map { max(1, Int(($0 / .seconds(1)).rounded(.up))) } }

    /// How many more uploads may be worked on.
    private final class Places: Sendable {
        private let free: Mutex<Int>
        init(_ count: Int) { free = Mutex(count) }

        func take() -> Bool {
            free.withLock { free in
                guard free > 0 else { return false }
                free -= 1
                return true
            }
        }

        func give() { free.withLock { $0 += 1 } }
    }
}
