import Providers
import ProvidersTestSupport
import Testing

@testable import Speech

@Suite("Transcription requests")
struct TranscriptionRequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let model: String
        var seconds = 10.0
        var speakers = false
        let fields: [[String]]
        var testDescription: String { "\(model) \(seconds) s\(speakers ? ", speakers" : "")" }
    }

    static let cases = [
        Case(
            model: "gpt-transcribe",
            fields: [
                ["model", "gpt-transcribe"], ["response_format", "json"], ["languages[]", "ru"], ["keywords[]", "Ромашка"], ["keywords[]", "CRM"],
            ]),
        Case(
            model: "whisper-1", speakers: true,
            fields: [
                ["model", "whisper-1"], ["response_format", "verbose_json"], ["language", "ru"], ["prompt", "Ромашка, CRM"],
                ["timestamp_granularities[]", "segment"],
            ]),
        Case(
            model: "gpt-4o-transcribe",
            fields: [["model", "gpt-4o-transcribe"], ["response_format", "json"], ["language", "ru"], ["prompt", "Ромашка, CRM"]]),
        Case(
            model: "gpt-4o-mini-transcribe-2025-12-15",
            fields: [["model", "gpt-4o-mini-transcribe-2025-12-15"], ["response_format", "json"], ["language", "ru"], ["prompt", "Ромашка, CRM"]]),
        Case(
            model: "gpt-4o-transcribe-diarize", seconds: 30, speakers: true,
            fields: [["model", "gpt-4o-transcribe-diarize"], ["response_format", "diarized_json"], ["language", "ru"]]),
        Case(
            model: "gpt-4o-transcribe-diarize", seconds: 30.1, speakers: true,
            fields: [
                ["model", "gpt-4o-transcribe-diarize"], ["response_format", "diarized_json"], ["language", "ru"], ["chunking_strategy", "auto"],
            ]),
        Case(
            model: "gpt-4o-transcribe-diarize", fields: [["model", "gpt-4o-transcribe-diarize"], ["response_format", "json"], ["language", "ru"]]),
        Case(
            model: "Systran/faster-whisper-large-v3",
            fields: [["model", "Systran/faster-whisper-large-v3"], ["response_format", "json"], ["language", "ru"]]),
    ]

    @Test("Each model is sent exactly the fields it takes, in order, and the file last", arguments: cases)
    func fields(example: Case) async throws {
        let request = RecognitionRequest.sample(seconds: example.seconds, speakers: example.speakers, keywords: ["Ромашка", "", "CRM"])
        try await LoopbackServer.run({ _, _ in .text(#"{"text":"да"}"#) }) { server, address in
            _ = try await withRecogniser([.local(address, model: example.model)]) { try await $0.recognise(request) }
            let received = try #require(server.received.first)
            #expect(received.path == "/v1/audio/transcriptions")
            let parts = try MultipartReader.parts(of: received.body, type: received.headers["content-type"] ?? "")
            #expect(parts.dropLast().map { [$0.name, $0.text] } == example.fields)
            #expect(parts.dropLast().allSatisfy { $0.fileName == nil && $0.type == nil })
            #expect(parts.last == MultipartReader.Part(name: "file", fileName: "piece.wav", type: "audio/wav", body: request.wave))
        }
    }

    @Test("Known voices go along as names and data URLs, four at most, and only where speakers are asked for")
    func voices() throws {
        let voices = (1...5).map { KnownVoice(name: "voice-\($0)", wave: [UInt8($0)]) }
        func parts(_ model: String, speakers: Bool) throws -> [MultipartReader.Part] {
            let request = RecognitionRequest(wave: [1], seconds: 1, wantsSpeakers: speakers, voices: voices)
            let form = TranscriptionForm(name: model, model: .named(model), request: request).multipart(boundary: "b")
            return try MultipartReader.parts(of: form.bytes, type: form.contentType)
        }
        let told = try parts("gpt-4o-transcribe-diarize", speakers: true)
        #expect(told.filter { $0.name == "known_speaker_names[]" }.map(\.text) == ["voice-1", "voice-2", "voice-3", "voice-4"])
        #expect(told.filter { $0.name == "known_speaker_references[]" }.first?.text == "data:audio/wav;base64,AQ==")
        #expect(told.last?.name == "file")
        #expect(try !parts("gpt-4o-transcribe-diarize", speakers: false).contains { $0.name.hasPrefix("known") })
        #expect(try !parts("whisper-1", speakers: true).contains { $0.name.hasPrefix("known") })
    }

    @Test("A record in the settings replaces what is known of the model")
    func overridden() async throws {
        try await LoopbackServer.run({ _, _ in .text(#"{"text":"да"}"#) }) { server, address in
            _ = try await withRecogniser([.local(address, model: "base", record: .localWhisper)]) { try await $0.recognise(.sample()) }
            let received = try #require(server.received.first)
            let parts = try MultipartReader.parts(of: received.body, type: received.headers["content-type"] ?? "")
            #expect(parts.map(\.name) == ["model", "response_format", "language", "file"])
            #expect(parts[1].text == "verbose_json")
        }
    }

    @Test("Neither language nor keywords are sent when there are none")
    func least() throws {
        let request = RecognitionRequest(wave: [1], seconds: 1)
        let form = TranscriptionForm(name: "gpt-transcribe", model: .named("gpt-transcribe"), request: request).multipart(boundary: "b")
        #expect(try MultipartReader.parts(of: form.bytes, type: form.contentType).map(\.name) == ["model", "response_format", "file"])
    }

    @Test("Too many keywords are cut: a hundred as fields, four hundred characters as prompt")
    func manyKeywords() throws {
        let words = (0..<300).map { "слово\($0)" }
        func fields(_ model: String) throws -> [MultipartReader.Part] {
            let request = RecognitionRequest(wave: [1], seconds: 1, keywords: words)
            let form = TranscriptionForm(name: model, model: .named(model), request: request).multipart(boundary: "b")
            return try MultipartReader.parts(of: form.bytes, type: form.contentType)
        }
        #expect(try fields("gpt-transcribe").filter { $0.name == "keywords[]" }.count == 100)
        let prompt = try #require(try fields("whisper-1").first { $0.name == "prompt" }).text
        #expect(prompt.count <= 400 && prompt.count > 380)
        #expect(words.contains(String(prompt.split(separator: ", ").last ?? "")))
    }

    @Test("Boundaries differ and are long")
    func boundaries() {
        let all = Set((0..<100).map { _ in MultipartForm.randomBoundary() })
        #expect(all.count == 100)
        #expect(all.allSatisfy { $0.utf8.count <= 70 && $0.utf8.count > 25 })
    }

    @Test("A piece over the model's size is refused without a request")
    func tooLarge() async throws {
        var record = TranscriptionModel.compatible
        record.maximumBytes = 100
        let small = record
        try await LoopbackServer.run({ _, _ in .text(#"{"text":"да"}"#) }) { server, address in
            try await withRecogniser([.local(address, record: small)]) { chain in
                let error = await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) }
                #expect(error?.kind == .tooLarge)
                #expect(chain.capabilities.maximumBytes == 100)
            }
            #expect(server.received.isEmpty)
        }
    }
}
