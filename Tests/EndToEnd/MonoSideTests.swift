import Audio
import CallDesk
import Dialog
import Foundation
import Sandbox
import Speech
import Testing

@testable import VoiceAgent

/// Who said what in a recording whose one channel carries both sides: share of the words that get the right side.
@Suite("Sides of mono recordings")
struct MonoSideTests {
    /// Kinds in which both sides speak.
    private static let kinds: [CallKind] = [.newClient, .knownClient, .wantsPerson, .priceObjection, .dictatedPhone, .wrongNumber]
    /// Not those on which the weights were chosen.
    private static let seeds: ClosedRange<UInt64> = LongTests.areWanted ? 101...140 : 101...106
    private static let diariser = ["SANDBOX_ASR_SPEAKERS_MODEL": "gpt-4o-transcribe-diarize"]

    @Test("Guessed from the words alone, nine of ten words get their side")
    func guessed() async throws {
        let book = try await PhraseBook.open()
        let recogniser = RecordingRecogniser(recogniser: Ear(book: book), language: "ru", piecesAtOnce: 2, deadline: 60)
        let tally = try await Self.tally(SandboxCalls(book: book), recogniser) { $0.sides == .words }
        print("mono, sides guessed from the words: \(tally.right) of \(tally.all) words")
        #expect(tally.share >= 0.9)
    }

    @Test("With a model that tells speakers apart nearly every word gets its side")
    func told() async throws {
        try await World.run(settings: Self.diariser, isInstalled: false) { world in
            let recogniser = RecordingRecogniser(recogniser: world.application.desk.tools.recogniser, language: "ru", piecesAtOnce: 2, deadline: 60)
            let tally = try await Self.tally(world.calls, recogniser) { $0.sides == .voices }
            print("mono, voices told apart: \(tally.right) of \(tally.all) words")
            #expect(tally.share >= 0.98)
        }
    }

    @Test("Speakers keep their sides over the pieces of a long recording")
    func longRecording() async throws {
        try await World.run(settings: Self.diariser, isInstalled: false) { world in
            let calls = try Self.callsOfOnePair(world.calls)
            var wave = calls[0].wave.mono
            for call in calls.dropFirst() { wave = SandboxWave(sampleRate: wave.sampleRate, channels: [wave.channels[0] + call.wave.mono.channels[0]]) }
            let recogniser = RecordingRecogniser(recogniser: world.application.desk.tools.recogniser, language: "ru", piecesAtOnce: 2, deadline: 60)
            let transcript = try await Self.hear(wave, recogniser)
            for (side, own) in [(Side.client, CallSide.client), (.operator, .operator)] {
                let said = calls.flatMap { words($0.call.text(of: own)) }
                #expect(transcript.utterances.filter { $0.side == side }.flatMap { words($0.text) } == said, "\(side)")
            }
            let asked = world.speech.log.filter { $0.endpoint == .transcriptions }
            #expect(asked.count >= 2 && asked.allSatisfy { $0.status == 200 && ($0.audioSeconds ?? 0) <= 240 })
            #expect(asked.dropFirst().allSatisfy { $0.fields["known_speaker_names[]"]?.isEmpty == false })
        }
    }

    @Test("A model that is not there leaves the usual one to hear the recording turn by turn")
    func absent() async throws {
        try await World.run(settings: ["SANDBOX_ASR_SPEAKERS_MODEL": "retired"], isInstalled: false) { world in
            let rendered = try #require(try world.calls.rendered(.newClient, seed: 3))
            let recogniser = RecordingRecogniser(recogniser: world.application.desk.tools.recogniser, language: "ru", piecesAtOnce: 2, deadline: 60)
            let transcript = try await Self.hear(rendered.wave.mono, recogniser)
            #expect(transcript.sides == .words)
            #expect(transcript.utterances.flatMap { words($0.text) } == words(rendered.call.lines.map(\.text).joined(separator: " ")))
            #expect(world.speech.log.count { $0.model == "retired" } == 1)
        }
    }
}

extension MonoSideTests {
    private struct Tally {
        var right = 0
        var all = 0
        var share: Double { Double(right) / Double(max(1, all)) }
    }

    private static func tally(_ calls: SandboxCalls, _ recogniser: RecordingRecogniser, _ isAsMeant: (Transcript) -> Bool) async throws -> Tally {
        var tally = Tally()
        for kind in kinds {
            for seed in seeds {
                let rendered = try #require(try calls.rendered(kind, seed: seed))
                let transcript = try await hear(rendered.wave.mono, recogniser)
                #expect(isAsMeant(transcript), "\(kind) seed \(seed): \(transcript.sides)")
                for (side, own) in [(Side.client, CallSide.client), (.operator, .operator)] {
                    let said = words(rendered.call.text(of: own))
                    tally.right += common(said, transcript.utterances.filter { $0.side == side }.flatMap { words($0.text) })
                    tally.all += said.count
                }
            }
        }
        return tally
    }

    private static func hear(_ wave: SandboxWave, _ recogniser: RecordingRecogniser) async throws -> Transcript {
        let folder = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")
        try Data(wave.encoded()).write(to: file)
        return try await recogniser.hear(file.path)
    }

    /// Calls of the same two voices, longer than one piece in all.
    private static func callsOfOnePair(_ calls: SandboxCalls) throws -> [RenderedCall] {
        var found: [RenderedCall] = []
        for seed in UInt64(1)...200 where found.reduce(0, { $0 + $1.call.seconds }) < 420 {
            let rendered = try #require(try calls.rendered(.newClient, seed: seed))
            let first = found.first?.call ?? rendered.call
            if rendered.call.clientVoice == first.clientVoice, rendered.call.operatorVoice == first.operatorVoice { found.append(rendered) }
        }
        return found
    }
}

/// Length of the longest common subsequence.
private func common(_ one: [String], _ other: [String]) -> Int {
    var row = [Int](repeating: 0, count: other.count + 1)
    for word in one {
        var before = 0
        for (index, candidate) in other.enumerated() {
            let above = row[index + 1]
            row[index + 1] = word == candidate ? before + 1 : max(above, row[index])
            before = above
        }
    }
    return row[other.count]
}
