import Audio
import Dialog
import Foundation
import Providers
import Speech
import Testing

@testable import CallDesk

@Suite("Hearing of recordings")
struct RecordingRecogniserTests {
    /// Bursts of noise of these lengths with pauses of half a second between them; 8 kHz.
    private static func speech(_ seconds: [Double]) -> [Int16] {
        var state: UInt32 = 1
        return seconds.flatMap { length -> [Int16] in
            let burst = (0..<Int(length * 8_000)).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return Int16(truncatingIfNeeded: state >> 16) / 8
            }
            return burst + [Int16](repeating: 0, count: 4_000)
        }
    }

    private static func withFile<T>(_ samples: [Int16], channels: Int = 1, kept share: Double = 1, _ body: (String) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hearing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")
        let bytes = WaveFile.encode(samples, sampleRate: 8_000, channels: channels)
        try Data(bytes.prefix(Int(Double(bytes.count) * share))).write(to: file)
        return try await body(file.path)
    }

    private static func hear(_ path: String, _ script: Script, answeredBy: Side = .operator) async throws -> Transcript {
        try await RecordingRecogniser(recogniser: script, language: "ru", piecesAtOnce: 3, deadline: 60).hear(path, answeredBy: answeredBy)
    }

    @Test("More than two channels are refused with what to do", arguments: [3, 4, 6])
    func channels(count: Int) async throws {
        try await Self.withFile([Int16](repeating: 1_000, count: 8_000 * count), channels: count) { path in
            let error = await #expect(throws: AudioError.self) { try await Self.hear(path, Script()) }
            #expect(error?.code == .tooManyChannels && error?.description.contains("stereo") == true)
        }
    }

    @Test("A recording that breaks off is heard as far as it goes, and named")
    func cutShort() async throws {
        let samples = Self.speech([2, 2, 2, 2])
        let whole = try await Self.withFile(samples) { try await Self.hear($0, Script()) }
        #expect(whole.utterances.count == 4 && !whole.isCutShort && whole.seconds == 10 && !whole.caveats.contains(.brokenOff))
        let half = try await Self.withFile(samples, kept: 0.5) { try await Self.hear($0, Script()) }
        #expect(half.utterances.count == 2 && half.isCutShort && abs(half.seconds - 5) < 0.01 && half.caveats.contains(.brokenOff))
    }

    @Test("Turns of a mono recording are cut at their pauses and timed by their speech")
    func turns() async throws {
        let transcript = try await Self.withFile(Self.speech([1, 2])) { try await Self.hear($0, Script()) }
        #expect(transcript.sides == .words && transcript.caveats == [.sidesGuessed])
        #expect(transcript.utterances.count == 2)
        for (utterance, expected) in zip(transcript.utterances, [(0.0, 1.0), (1.5, 3.5)]) {
            #expect(abs(utterance.start - expected.0) < 0.05 && abs(utterance.stop - expected.1) < 0.05)
        }
    }

    @Test("The first piece gives the voices, the others are heard with them, and one label is one side throughout")
    func voices() async throws {
        // Two pieces: nothing is said for half a minute between them.
        let samples = Self.speech([5, 5]) + [Int16](repeating: 0, count: 31 * 8_000) + Self.speech([5, 5])
        let script = Script(told: [
            [("A", "Компания Свет, здравствуйте, чем могу помочь?"), ("B", "Хочу заказать окна.")], [("A", "Записываю."), ("B", "Дорого.")],
        ])
        let transcript = try await Self.withFile(samples) { try await Self.hear($0, script) }
        #expect(transcript.sides == .voices && transcript.caveats == [.voicesGuessed])
        #expect(transcript.utterances.map(\.side) == [.operator, .client, .operator, .client])
        let asked = await script.log.requests
        #expect(asked.map { $0.voices.map(\.name) } == [[], ["voice-1", "voice-2"]])
        #expect(asked.map(\.wantsSpeakers) == [true, true])
        for voice in asked.last?.voices ?? [] { #expect(KnownVoice.seconds.contains(Double(voice.wave.count - WaveFile.headBytes) / 32_000)) }
    }

    @Test("Where nobody tells the voices apart after all, the recording is heard turn by turn", arguments: [0, 1])
    func fallBack(failing: Int) async throws {
        let samples = Self.speech([5, 5]) + [Int16](repeating: 0, count: 31 * 8_000) + Self.speech([5, 5])
        let first = [("A", "Компания Свет, здравствуйте, чем могу помочь?"), ("B", "Хочу заказать окна.")]
        let script = Script(told: failing == 0 ? [nil] : [first, nil])
        let transcript = try await Self.withFile(samples) { try await Self.hear($0, script) }
        #expect(transcript.sides == .words && transcript.utterances.count == 4)
        #expect(transcript.utterances.map(\.start) == transcript.utterances.map(\.start).sorted())
    }

    @Test("Whoever answered speaks first where the words say nothing")
    func answered() async throws {
        try await Self.withFile(Self.speech([1])) { path in
            let incoming = try await Self.hear(path, Script())
            let outgoing = try await Self.hear(path, Script(), answeredBy: .client)
            #expect(incoming.utterances.map(\.side) == [.operator] && outgoing.utterances.map(\.side) == [.client])
        }
    }

    @Test("Pieces heard before an interruption are not sent again, unless they are cut otherwise now")
    func resumed() async throws {
        try await Self.withFile(Self.speech([1, 1, 1])) { path in
            let kept = Kept()
            let script = Script()
            let recogniser = RecordingRecogniser(recogniser: script, language: "ru", piecesAtOnce: 1, deadline: 60)
            _ = try await recogniser.hear(path, keep: { await kept.add($0) })
            #expect(await script.log.requests.count == 3)
            _ = try await recogniser.hear(path, known: await kept.pieces)
            #expect(await script.log.requests.count == 3)
            _ = try await Self.withFile(Self.speech([2, 1])) { other in try await recogniser.hear(other, known: await kept.pieces) }
            #expect(await script.log.requests.count == 5)
        }
    }

    private actor Kept {
        private(set) var pieces: [RecordingRecogniser.HeardPiece] = []
        func add(_ piece: RecordingRecogniser.HeardPiece) { pieces.append(piece) }
    }
}

/// Says "слово" to everything, and tells speakers apart as it is told to.
private struct Script: Recogniser {
    actor Log {
        private(set) var requests: [RecognitionRequest] = []
        private var told: [[(String, String)]?]
        init(_ told: [[(String, String)]?]) { self.told = told }
        func add(_ request: RecognitionRequest) { requests.append(request) }
        func next() -> [(String, String)]? { told.isEmpty ? nil : told.removeFirst() }
    }

    let name = "script"
    let log: Log
    private let tells: Bool

    init(told: [[(String, String)]?]? = nil) {
        tells = told != nil
        log = Log(told ?? [])
    }

    var capabilities: RecogniserCapabilities {
        var capabilities = RecogniserCapabilities()
        capabilities.givesSpeakers = tells
        return capabilities
    }

    func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition {
        await log.add(request)
        guard request.wantsSpeakers else { return Recognition(text: "слово", provider: "script", model: "m") }
        guard let told = await log.next() else { throw SpeechError(ProviderFailure(.notFound, of: identity)) }
        let names = request.voices.map(\.name)
        let length = request.seconds / Double(told.count)
        let segments = told.enumerated().map { index, part in
            // A voice that was sent along is called by its name.
            let speaker = names.isEmpty ? part.0 : names[part.0 == "A" ? 0 : 1]
            return RecognisedSegment(start: Double(index) * length, stop: Double(index + 1) * length, text: part.1, speaker: speaker)
        }
        return Recognition(text: told.map(\.1).joined(separator: " "), segments: segments, provider: "script", model: "m")
    }
}
