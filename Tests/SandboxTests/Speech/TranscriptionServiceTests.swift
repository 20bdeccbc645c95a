import Foundation
import Sandbox
import Testing

@Suite("The stand-in recogniser service")
struct TranscriptionServiceTests {
    @Test("It answers what it heard, and says that it is a stand-in")
    func json() async throws {
        let rendered = try #require(try await SharedBook.rendered(.dictatedPhone, seed: 8, sampleRate: 16_000))
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.transcribe(rendered.wave.channel(0), [("model", "gpt-transcribe"), ("language", "ru"), ("keywords[]", "CRM")])
            #expect(reply.status == 200)
            #expect(reply.json["text"].text == rendered.call.text(of: .client))
            #expect(reply.headers["x-sandbox"] == "stand-in")
            let entry = try #require(bench.service.log.first)
            #expect(entry.model == "gpt-transcribe" && entry.status == 200 && entry.fields["keywords[]"] == ["CRM"])
            #expect(abs((entry.audioSeconds ?? 0) - rendered.wave.seconds) < 0.01)
        }
    }

    @Test("whisper-1 gives segments and words with their times")
    func verbose() async throws {
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 8))
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.transcribe(
                rendered.wave.channel(1),
                [
                    ("model", "whisper-1"), ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"),
                    ("timestamp_granularities[]", "segment"),
                ])
            let lines = rendered.call.lines.filter { $0.side == .operator }
            let segments = reply.json["segments"].list
            #expect(segments.map { $0["text"].text } == lines.map { " " + $0.text })
            for (segment, line) in zip(segments, lines) {
                #expect(abs((segment["start"].number ?? -1) - line.start) < 0.02)
                #expect(abs((segment["end"].number ?? -1) - line.stop) < 0.02)
            }
            let starts = reply.json["words"].list.compactMap { $0["start"].number }
            #expect(!starts.isEmpty && starts == starts.sorted())
        }
    }

    @Test("The diarising model tells the voices apart in one channel")
    func diarized() async throws {
        let rendered = try #require(try await SharedBook.rendered(.priceObjection, seed: 8))
        try await SpeechBench.run { bench async throws in
            let fields = [("model", "gpt-4o-transcribe-diarize"), ("response_format", "diarized_json"), ("chunking_strategy", "auto")]
            let segments = try await bench.transcribe(rendered.wave.mono, fields).json["segments"].list
            #expect(segments.map { $0["text"].text } == rendered.call.lines.map(\.text))
            // The operator answers the phone, so the operator is A.
            #expect(segments.map { $0["speaker"].text } == rendered.call.lines.map { $0.side == .operator ? "A" : "B" })
            let unsplit = try await bench.transcribe(rendered.wave.mono, [("model", "gpt-4o-transcribe-diarize")])
            #expect(unsplit.status == 400)
        }
    }

    @Test("A stream ends with the whole text")
    func streamed() async throws {
        let rendered = try #require(try await SharedBook.rendered(.wrongNumber, seed: 2))
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.transcribe(rendered.wave.channel(0), [("model", "gpt-4o-transcribe"), ("stream", "true")])
            let events = reply.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map {
                SpeechBench.Reading(try? JSONSerialization.jsonObject(with: Data($0.dropFirst("data: ".count).utf8)))
            }
            #expect(events.last?["type"].text == "transcript.text.done")
            #expect(events.dropLast().compactMap { $0["delta"].text }.joined() == rendered.call.text(of: .client))
        }
    }

    @Test(
        "What the specification does not allow is refused",
        arguments: [
            Refusal([("model", "gpt-transcribe"), ("diarize", "true")], 400, "unknown_parameter"),
            Refusal([("model", "gpt-9-transcribe")], 404, "model_not_found"),
            Refusal([("language", "ru")], 400, nil),
            Refusal([("model", "gpt-4o-transcribe"), ("response_format", "verbose_json")], 400, "unsupported_value"),
            Refusal([("model", "whisper-1"), ("response_format", "diarized_json")], 400, "unsupported_value"),
            Refusal([("model", "whisper-1"), ("timestamp_granularities[]", "word")], 400, "unsupported_value"),
            Refusal([("model", "whisper-1"), ("keywords[]", "CRM")], 400, "unsupported_value"),
            Refusal([("model", "gpt-4o-transcribe-diarize"), ("prompt", "x")], 400, "unsupported_value"),
            Refusal([("model", "gpt-transcribe"), ("language", "rus")], 400, nil),
            Refusal([("model", "gpt-transcribe"), ("temperature", "2")], 400, nil),
            Refusal([("model", "gpt-transcribe"), ("model", "whisper-1")], 400, nil),
            Refusal([("model", "gpt-transcribe"), ("stream", "yes")], 400, nil),
        ])
    func refused(_ refusal: Refusal) async throws {
        let wave = SandboxWave(sampleRate: 8_000, channels: [[Float](repeating: 0, count: 8_000)])
        try await SpeechBench.run { bench async throws in
            let reply = try await bench.transcribe(wave, refusal.fields)
            #expect(reply.status == refusal.status)
            #expect(reply.json["error"]["code"].text == refusal.code)
            #expect(reply.json["error"].keys == ["message", "type", "param", "code"])
        }
    }

    @Test("A file must be there, named by its kind, readable and not too long")
    func files() async throws {
        try await SpeechBench.run { bench async throws in
            let model = [("model", "gpt-transcribe")]
            let silence = SandboxWave(sampleRate: 8_000, channels: [[Float](repeating: 0, count: 8_000)])
            #expect(try await bench.upload(model, file: nil).status == 400)
            #expect(try await bench.transcribe(silence, fileName: "piece", model).status == 400)
            #expect(try await bench.transcribe(silence, fileName: "piece.txt", model).status == 400)
            #expect(try await bench.upload(model, file: ("piece.wav", Array("no sound at all".utf8))).status == 400)
            #expect(try await bench.upload(model, file: ("piece.wav", [UInt8](repeating: 0, count: 25 * 1_048_576 + 1))).status == 413)
            #expect(try await bench.transcribe(silence, model).json["text"].text == "")
        }
    }

    @Test("Without the key nothing is heard")
    func keys() async throws {
        let wave = SandboxWave(sampleRate: 8_000, channels: [[Float](repeating: 0, count: 8_000)])
        try await SpeechBench.run { bench async throws in
            #expect(try await bench.transcribe(wave, [("model", "gpt-transcribe")], key: nil).status == 401)
            let wrong = try await bench.transcribe(wave, [("model", "gpt-transcribe")], key: "other")
            #expect(wrong.status == 401 && wrong.json["error"]["code"].text == "invalid_api_key")
            #expect(try await bench.send("GET", "/audio/nowhere").status == 404)
        }
    }

    @Test("The list of models tells when they are switched off")
    func models() async throws {
        try await SpeechBench.run { bench async throws in
            let models = try await bench.send("GET", "/models").json["data"].list
            let dates = Dictionary(models.map { ($0["id"].text ?? "", $0["shutdown_date"].text) }, uniquingKeysWith: { first, _ in first })
            #expect(dates["whisper-1"] == "2027-02-26")
            #expect(dates["gpt-transcribe"] == .some(nil))
            #expect(try await bench.send("GET", "/models/gpt-transcribe").json["id"].text == "gpt-transcribe")
            #expect(try await bench.send("GET", "/models/none").status == 404)
        }
    }

    struct Refusal: Sendable {
        let fields: [(String, String)]
        let status: Int
        let code: String?

        init(_ fields: [(String, String)], _ status: Int, _ code: String?) {
            self.fields = fields
            self.status = status
            self.code = code
        }
    }
}
