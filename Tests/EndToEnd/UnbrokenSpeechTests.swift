import CallDesk
import Dialog
import Foundation
import Sandbox
import Testing

@testable import VoiceAgent

/// Speech that runs on for longer than a piece without a pause: wherever it is cut, some word is there.
@Suite("Speech without pauses")
struct UnbrokenSpeechTests {
    @Test("No word is lost and none is doubled", arguments: 1...(LongTests.areWanted ? 30 : 4) as ClosedRange<UInt64>)
    func whole(seed: UInt64) async throws {
        let book = try await PhraseBook.open()
        let (wave, said) = try Self.speech(book, seed: seed)
        #expect(wave.seconds > 90)
        let folder = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")
        try Data(wave.encoded()).write(to: file)
        let recogniser = RecordingRecogniser(recogniser: Ear(book: book), language: "ru", piecesAtOnce: 2, deadline: 60)
        let transcript = try await recogniser.hear(file.path)
        #expect(transcript.utterances.count >= 3, "it was cut")
        #expect(transcript.utterances.flatMap { words($0.text) } == said, "seed \(seed)")
        #expect(zip(transcript.utterances, transcript.utterances.dropFirst()).allSatisfy { $0.stop <= $1.start })
    }

    /// Sentences of one voice, one right behind the other, as two channels of which one is silent.
    private static func speech(_ book: PhraseBook, seed: UInt64) throws -> (SandboxWave, [String]) {
        var random = CallRandom(seed: seed)
        let voice = book.catalogue.voices[Int(seed) % book.catalogue.voices.count]
        // The stand-in knows whole sentences only: one with a pause of its own may rightly be cut there, and then neither half is found.
        let clips = (book.clips[voice] ?? []).filter { $0.seconds <= 2.9 && !$0.unit.group.hasPrefix("number") && !hasPause($0.samples) }
            .sorted { $0.unit.id < $1.unit.id }
        var samples: [Float] = []
        var said: [String] = []
        // A sentence that comes again at once would be no test: nobody can tell it from one that two pieces hold.
        var last: [PhraseID] = []
        while samples.count < 95 * SpeechClip.rate {
            guard let clip = clips.randomElement(using: &random), !last.contains(clip.unit.id) else { continue }
            samples += clip.samples
            said += words(clip.unit.text)
            last = last.suffix(7) + [clip.unit.id]
        }
        return (SandboxWave(sampleRate: SpeechClip.rate, channels: [samples, [Float](repeating: 0, count: samples.count)]), said)
    }

    /// Whether it is quiet for a tenth of a second somewhere inside.
    private static func hasPause(_ samples: [Float]) -> Bool {
        let block = SpeechClip.rate / 100
        let quiet = (samples.map(abs).max() ?? 0) * 0.1
        let isQuiet = stride(from: 0, to: samples.count - block, by: block).map { start in samples[start..<start + block].allSatisfy { abs($0) < quiet } }
        guard let first = isQuiet.firstIndex(of: false), let last = isQuiet.lastIndex(of: false) else { return true }
        return isQuiet[first...last].split(separator: false).contains { $0.count >= 10 }
    }
}
