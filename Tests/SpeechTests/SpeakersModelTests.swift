import Providers
import ProvidersTestSupport
import Testing

@testable import Speech

@Suite("The model that tells speakers apart")
struct SpeakersModelTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let settings: [String: String]
        let models: [String?]
        var testDescription: String { settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }
    }

    static let cases = [
        Case(settings: [:], models: ["gpt-4o-transcribe-diarize", nil]),
        Case(settings: ["ASR_SPEAKERS_MODEL": "off"], models: [nil, nil]),
        Case(settings: ["ASR_SPEAKERS_MODEL": "next"], models: ["next", nil]),
        Case(settings: ["OPENAI_ASR_MODEL": "gpt-4o-transcribe-diarize"], models: [nil, nil]),
        Case(
            settings: ["ASR_PROVIDERS": "openai,box", "BOX_BASE_URL": "http://127.0.0.1:1/v1", "BOX_ASR_SPEAKERS_MODEL": "pyannote"],
            models: ["gpt-4o-transcribe-diarize", "pyannote"]),
        Case(
            settings: ["ASR_PROVIDERS": "openai,box", "BOX_BASE_URL": "http://127.0.0.1:1/v1", "ASR_SPEAKERS_MODEL": "all", "OPENAI_ASR_SPEAKERS_MODEL": "off"],
            models: [nil, "all"]),
    ]

    @Test("OpenAI has one unless told otherwise, others have the one that is named", arguments: cases)
    func settings(example: Case) throws {
        #expect(try RecogniserSettings.list { example.settings[$0] }.map(\.speakersModel) == example.models)
    }

    @Test("The chain asks it for speakers, and the usual model otherwise")
    func asked() async throws {
        let answer = #"{"text":"Да","segments":[{"start":0,"end":1,"text":"Да","speaker":"A"}]}"#
        try await LoopbackServer.run({ _, _ in .text(answer) }) { server, address in
            var entry = RecogniserSettings.local(address)
            entry.speakersModel = "some-diarizer"
            try await withRecogniser([entry]) { chain in
                let diariser = try #require(chain.diariser)
                let told = try await diariser.recognise(.sample(seconds: 40, speakers: true))
                #expect(told.model == "some-diarizer" && told.segments.first?.speaker == "A")
                #expect(try await chain.recognise(.sample()).model == "gpt-transcribe")
            }
            let fields = try server.received.map { received in
                let parts = try MultipartReader.parts(of: received.body, type: received.headers["content-type"] ?? "").dropLast()
                return Dictionary(parts.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
            }
            #expect(fields.first?["response_format"] == "diarized_json" && fields.first?["chunking_strategy"] == "auto")
            #expect(fields.last?["response_format"] == "json")
        }
    }

    @Test("Without such a model nobody is asked")
    func none() async throws {
        try await withRecogniser([.local("http://127.0.0.1:1/v1")]) { chain in #expect(chain.diariser == nil) }
    }
}
