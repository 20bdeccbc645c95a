import Foundation
import Sandbox
import Testing

@Suite("The sandbox's recogniser")
struct RecogniserTests {
    @Test("What was rendered is what is heard, side by side", arguments: CallKind.allCases, 1...5)
    func identity(kind: CallKind, seed: Int) async throws {
        guard let rendered = try await SharedBook.rendered(kind, seed: UInt64(seed)) else {
            #expect(kind == .missed)
            return
        }
        for side in CallSide.allCases {
            let heard = try await SharedBook.heard(rendered.wave, channel: side.channel)
            #expect(heard.text == rendered.call.text(of: side))
        }
    }

    @Test("Phrases are heard where they lie")
    func times() async throws {
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 11))
        let book = try await SharedBook.book
        let heard = try MatchedFilterRecogniser(book: book).recognise(rendered.wave.channel(0))
        let placed = rendered.call.lines.filter { $0.side == .client }.flatMap(\.placements)
        #expect(heard.map(\.unit.id) == placed.map(\.phrase))
        for (found, place) in zip(heard, placed) {
            #expect(abs(found.start - place.start) < 0.005)
            #expect(found.score > 0.95)
        }
    }

    @Test("Swapped channels give swapped words")
    func swapped() async throws {
        let rendered = try #require(try await SharedBook.rendered(.priceObjection, seed: 3))
        let heard = try await SharedBook.heard(rendered.wave.swapped, channel: CallSide.client.channel)
        #expect(heard.text == rendered.call.text(of: .operator))
    }

    @Test("A phrase cut out of the audio is missing from the words, and nothing else is")
    func cutOut() async throws {
        let rendered = try #require(try await SharedBook.rendered(.dictatedPhone, seed: 4))
        var expected = rendered.call.lines.filter { $0.side == .client }.flatMap(\.placements)
        let lost = expected.remove(at: expected.count / 2)
        let wave = rendered.wave.removing(from: lost.start, to: lost.stop)
        let book = try await SharedBook.book
        let heard = try MatchedFilterRecogniser(book: book).recognise(wave.channel(0))
        #expect(heard.map(\.unit.id) == expected.map(\.phrase))
    }

    @Test("A phrase replaced by another is heard as the other")
    func replaced() async throws {
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 6))
        let book = try await SharedBook.book
        let placed = rendered.call.lines.filter { $0.side == .client }.flatMap(\.placements)
        let old = try #require(placed.first)
        let other = try book.clip(PhraseID("number.4"), voice: rendered.call.clientVoice)
        let wave = try rendered.wave.replacing(channel: 0, from: old.start, to: old.stop, with: other)
        let heard = try MatchedFilterRecogniser(book: book).recognise(wave.channel(0))
        #expect(heard.map(\.unit.id) == [other.unit.id] + placed.dropFirst().map(\.phrase))
    }

    @Test("Audio that comes twice gives words that come twice")
    func doubled() async throws {
        let rendered = try #require(try await SharedBook.rendered(.dictatedPhone, seed: 2))
        let line = try #require(rendered.call.lines.first { $0.side == .client && $0.placements.count > 4 })
        let wave = rendered.wave.doubling(from: line.start - 0.05, to: line.stop + 0.05)
        let book = try await SharedBook.book
        let heard = try MatchedFilterRecogniser(book: book).recognise(wave.channel(0))
        let expected = rendered.call.lines.filter { $0.side == .client }.flatMap { $0 == line ? $0.phrases + $0.phrases : $0.phrases }
        #expect(heard.map(\.unit.id) == expected)
    }

    @Test(
        "Level, sample rate and mild noise change nothing",
        arguments: [Treatment.quiet, .loud, .resampled16, .resampled44, .noisy, .telephone])
    func treated(_ treatment: Treatment) async throws {
        let rendered = try #require(try await SharedBook.rendered(.dictatedPhone, seed: 7))
        let wave = try treatment.apply(to: rendered.wave)
        for side in CallSide.allCases {
            let heard = try await SharedBook.heard(wave, channel: side.channel)
            #expect(heard.text == rendered.call.text(of: side))
        }
    }

    @Test("Both sides in one channel are told apart by voice")
    func mixed() async throws {
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 9))
        let heard = try await SharedBook.heard(rendered.wave.mono, channel: 0)
        #expect(heard.segments.map(\.text) == rendered.call.lines.map(\.text))
        #expect(heard.segments.map(\.voice.side) == rendered.call.lines.map(\.side))
    }

    @Test("Noise alone is no words")
    func noise() async throws {
        let wave = SandboxWave(sampleRate: 8_000, channels: [[Float](repeating: 0, count: 40_000)]).withNoise(amplitude: 0.05, seed: 1)
        #expect(try await SharedBook.heard(wave, channel: 0).segments.isEmpty)
    }

    @Test("The longer phrase wins over the shorter one inside it")
    func longest() async throws {
        let book = try await SharedBook.book
        let voice = SandboxVoice.clientMale
        for (long, short) in [("number.400", "number.4"), ("client.hello.2", "client.hello.0"), ("number.80", "number.8")] {
            let clip = try book.clip(PhraseID(long), voice: voice)
            let padding = [Float](repeating: 0, count: 2_000)
            let heard = try MatchedFilterRecogniser(book: book)
                .recognise(SandboxWave(sampleRate: SpeechClip.rate, channels: [padding + clip.samples + padding]))
            #expect(heard.map(\.unit.id.value) == [long], "not \(short)")
        }
    }
}

/// What happens to a recording on its way.
enum Treatment: Sendable {
    case quiet
    case loud
    case resampled16
    case resampled44
    case noisy
    case telephone

    func apply(to wave: SandboxWave) throws -> SandboxWave {
        switch self {
        case .quiet: wave.scaled(by: 0.1)
        case .loud: wave.scaled(by: 3)
        case .resampled16: try wave.resampled(to: 16_000).resampled(to: 8_000).resampled(to: 16_000)
        case .resampled44: try wave.resampled(to: 44_100)
        case .noisy: wave.withNoise(amplitude: 0.008, seed: 5)
        case .telephone: wave.companded
        }
    }
}

extension SandboxWave {
    /// Through the logarithmic 8-bit steps of a telephone line (mu = 255), without the exact bit patterns.
    fileprivate var companded: SandboxWave {
        let steps: Float = 127
        let table = { (value: Float) -> Float in
            let pressed = (log1p(255 * abs(value)) / log1p(255) * steps).rounded() / steps
            let size = (expm1(pressed * log1p(255))) / 255
            return value < 0 ? -size : size
        }
        return SandboxWave(sampleRate: sampleRate, channels: channels.map { $0.map(table) })
    }
}
