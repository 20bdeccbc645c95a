import Logging
import Providers
import ProvidersTestSupport

@testable import Speech

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs `body` with the chain of these recognisers and closes its connections afterwards.
func withRecogniser<Answer: Sendable>(
    _ settings: [RecogniserSettings], clock: ProviderClock = .system, _ body: (RecogniserChain) async throws -> Answer
) async throws -> Answer {
    let clients = ProviderClients()
    do {
        let answer = try await body(clients.recogniser(settings, clock: clock, logger: quiet))
        await clients.shutdown()
        return answer
    } catch {
        await clients.shutdown()
        throw error
    }
}

extension RecogniserSettings {
    /// A server of the test's own.
    static func local(_ address: String, model: String = "gpt-transcribe", name: String = "local", record: TranscriptionModel? = nil) -> Self {
        RecogniserSettings(ProviderSettings(name: name, baseURL: address, apiKey: "sk-secret", model: model), model: record)
    }
}

extension RecognitionRequest {
    /// A piece that contains line ends and dashes, as audio does.
    static func sample(seconds: Double = 10, speakers: Bool = false, keywords: [String] = [], deadline: Duration = .ample) -> Self {
        RecognitionRequest(
            wave: Array("RIFF\r\n--\r\n\r\n--x".utf8) + (0...255), seconds: seconds, language: "ru", keywords: keywords, wantsSpeakers: speakers,
            deadline: deadline)
    }
}
