import Audio
import CallDesk
import Dialog
import Foundation
import Sandbox
import Testing

@testable import VoiceAgent

/// The transcript says what was said because the audio was heard, by the product's recogniser over HTTP.
@Suite("The transcript follows the sound")
struct HearingTests {
    private static let seeds: [UInt64] = LongTests.areWanted ? Array(1...20) : [3, 4]

    @Test("Swapped channels swap the sides")
    func swapped() async throws {
        try await World.run(isInstalled: false) { world in
            for seed in Self.seeds {
                let (call, wave) = try Self.rendered(.newClient, seed, world)
                let straight = try await Self.hear(wave, world)
                #expect(Self.text(straight, .client) == words(call.text(of: .client)), "seed \(seed)")
                #expect(Self.text(straight, .operator) == words(call.text(of: .operator)), "seed \(seed)")
                let crossed = try await Self.hear(wave.swapped, world)
                #expect(Self.text(crossed, .client) == words(call.text(of: .operator)), "seed \(seed)")
                #expect(Self.text(crossed, .operator) == words(call.text(of: .client)), "seed \(seed)")
            }
        }
    }

    @Test("A clip that is cut out takes its words with it and no others")
    func cutOut() async throws {
        try await World.run(isInstalled: false) { world in
            for seed in Self.seeds {
                let (call, wave) = try Self.rendered(.newClient, seed, world)
                let clip = try #require(Self.clips(of: call, .client).dropFirst().first)
                let heard = try await Self.hear(wave.removing(from: clip.start, to: clip.stop), world)
                let left = Self.clips(of: call, .client).filter { $0 != clip }.flatMap { words(Self.text(of: $0.phrase, world)) }
                #expect(!words(Self.text(of: clip.phrase, world)).isEmpty)
                #expect(Self.text(heard, .client) == left, "seed \(seed) without “\(Self.text(of: clip.phrase, world))”")
                #expect(Self.text(heard, .operator) == words(call.text(of: .operator)), "seed \(seed)")
            }
        }
    }

    @Test("A clip that is replaced has its words replaced")
    func replaced() async throws {
        try await World.run(isInstalled: false) { world in
            for seed in Self.seeds {
                let (call, wave) = try Self.rendered(.newClient, seed, world)
                let (clip, other) = try #require(try Self.replacement(in: call, world))
                let changed = try wave.replacing(channel: CallSide.client.channel, from: clip.start, to: clip.stop, with: other)
                let heard = try await Self.hear(changed, world)
                let expected = Self.clips(of: call, .client).flatMap { words($0 == clip ? other.unit.text : Self.text(of: $0.phrase, world)) }
                #expect(Self.text(heard, .client) == expected, "seed \(seed) with “\(other.unit.text)”")
                #expect(Self.text(heard, .operator) == words(call.text(of: .operator)), "seed \(seed)")
            }
        }
    }

    @Test("A mono mix gives the words of both sides in their order", arguments: [AudioEncoding.wave, .mp3, .flac, .vorbis])
    func mono(_ encoding: AudioEncoding) async throws {
        try await World.run(isInstalled: false) { world in
            for seed in Self.seeds {
                let (call, wave) = try Self.rendered(.newClient, seed, world)
                let heard = try await Self.hear(wave.mono, world, encoding)
                let all = heard.utterances.flatMap { words($0.text) }
                #expect(all == words(call.lines.map(\.text).joined(separator: " ")), "seed \(seed) as \(encoding.rawValue)")
                #expect(heard.sidesAreGuessed)
            }
        }
    }

    @Test("A mono mix in a stereo file is heard once", arguments: [AudioEncoding.wave, .vorbis])
    func monoTwice(_ encoding: AudioEncoding) async throws {
        try await World.run(isInstalled: false) { world in
            let (call, wave) = try Self.rendered(.newClient, Self.seeds[0], world)
            let mix = wave.mono
            let heard = try await Self.hear(SandboxWave(sampleRate: mix.sampleRate, channels: mix.channels + mix.channels), world, encoding)
            #expect(heard.utterances.flatMap { words($0.text) } == words(call.lines.map(\.text).joined(separator: " ")))
            #expect(heard.sidesAreGuessed)
        }
    }
}

extension HearingTests {
    private static func rendered(_ kind: CallKind, _ seed: UInt64, _ world: World) throws -> (RecordedCall, SandboxWave) {
        let rendered = try #require(try world.calls.rendered(kind, seed: seed))
        return (rendered.call, rendered.wave)
    }

    /// What the product's recogniser makes of the sound.
    private static func hear(_ wave: SandboxWave, _ world: World, _ encoding: AudioEncoding = .wave) async throws -> Transcript {
        let folder = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.audio")
        let writer = try AudioFileWriter(path: file.path, sampleRate: wave.sampleRate, channels: wave.channels.count, encoding: encoding)
        try writer.write((0..<wave.frames).flatMap { frame in wave.channels.map { Int16(clamping: Int(($0[frame] * 32_767).rounded())) } })
        try writer.close()
        let recogniser = RecordingRecogniser(recogniser: world.application.desk.tools.recogniser, language: "ru", piecesAtOnce: 4, deadline: 60)
        return try await recogniser.hear(file.path)
    }

    private static func text(_ transcript: Transcript, _ side: Side) -> [String] {
        transcript.utterances.filter { $0.side == side }.flatMap { words($0.text) }
    }

    private static func clips(of call: RecordedCall, _ side: CallSide) -> [PhrasePlacement] {
        call.lines.filter { $0.side == side }.flatMap(\.placements)
    }

    private static func text(of phrase: PhraseID, _ world: World) -> String { world.calls.grammar.catalogue.unit(phrase)?.text ?? "" }

    /// A clip of the client and one with other words that fits into its place.
    private static func replacement(in call: RecordedCall, _ world: World) throws -> (PhrasePlacement, SpeechClip)? {
        let voice = call.voice(of: .client)
        let catalogue = world.calls.grammar.catalogue
        for clip in clips(of: call, .client).dropFirst() {
            for group in catalogue.groups(under: "client.need.") {
                for unit in catalogue.units(in: group, for: voice) where words(unit.text) != words(text(of: clip.phrase, world)) {
                    let other = try world.calls.renderer.book.clip(unit.id, voice: voice)
                    if other.seconds <= clip.stop - clip.start { return (clip, other) }
                }
            }
        }
        return nil
    }
}
