import Foundation
import Testing

@testable import Sandbox

@Suite("The grammar of recorded calls")
struct CallGrammarTests {
    private let grammar = CallGrammar()

    @Test("The same seed gives the same call, another seed another one", arguments: CallKind.allCases)
    func seeded(kind: CallKind) {
        let calls = (1...20).map { grammar.call(kind, seed: $0) }
        for call in calls {
            let again = grammar.call(kind, seed: call.seed)
            #expect(again.lines == call.lines)
            #expect(again.clientPhone == call.clientPhone)
            #expect(again.truth == call.truth)
        }
        #expect(Set(calls.map(\.clientPhone)).count == calls.count)
    }

    @Test("Every phrase of a call is one its voice knows")
    func known() {
        for kind in CallKind.allCases {
            for call in (1...50).map({ grammar.call(kind, seed: $0) }) {
                for line in call.lines {
                    #expect(line.phrases.allSatisfy { grammar.catalogue.unit($0)?.isSpoken(by: call.voice(of: line.side)) == true })
                    #expect(!line.text.isEmpty)
                }
            }
        }
    }

    @Test("What is true about a call is said in it")
    func truthful() {
        for seed in 1...50 as ClosedRange<UInt64> {
            let new = grammar.call(.newClient, seed: seed)
            #expect(new.truth.name.map(new.text(of: .client).contains) == true)
            #expect(new.truth.needKind != nil && new.truth.need != nil)
            #expect(grammar.call(.wantsPerson, seed: seed).truth.wantsPerson)
            #expect(grammar.call(.priceObjection, seed: seed).truth.objections.first == "price")
            #expect(grammar.call(.wrongNumber, seed: seed).truth.outcome == .wrongNumber)
            #expect(grammar.call(.silence, seed: seed).lines.allSatisfy { $0.side == .operator })
            #expect(grammar.call(.missed, seed: seed).lines.isEmpty)
        }
    }

    @Test("A dictated number can be read back from its words in both styles", arguments: SpokenNumber.Style.allCases)
    func dictated(style: SpokenNumber.Style) {
        var random = CallRandom(seed: 7)
        for _ in 0..<300 {
            let number = CallDraft.phone(&random)
            let words = SpokenNumber.phone(number, style: style, leadingPlus: random.chance(0.5))
            let text = grammar.catalogue.text(of: words.compactMap { grammar.catalogue.unit($0) })
            #expect(SpokenDigits.phone(in: "Мой номер \(text)")?.number == number, "\(text)")
        }
    }

    @Test("Turns follow each other and pauses stay within their bounds")
    func timing() async throws {
        for kind in CallKind.allCases where kind != .missed {
            let rendered = try #require(try await SharedBook.rendered(kind, seed: 5))
            for (line, next) in zip(rendered.call.lines, rendered.call.lines.dropFirst()) {
                let pause = next.start - line.stop
                #expect(pause >= 0.29 && pause <= (line.side == next.side ? 2.6 : 1.21))
            }
            #expect(rendered.wave.channels.count == 2)
            #expect(abs(rendered.wave.seconds - rendered.call.seconds) < 0.01)
        }
    }

    @Test("A call on disk is a stereo file that reads back, and a missed one has none")
    func files() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: directory) }
        let calls = SandboxCalls(book: try await SharedBook.book, sampleRate: 16_000)
        let made = try calls.make(kind: .wrongNumber, seed: 3, directory: directory)
        let path = try #require(made.path)
        let wave = try SandboxWave(bytes: Array(Data(contentsOf: URL(filePath: path))))
        #expect(wave.sampleRate == 16_000)
        #expect(wave.channels.count == 2)
        #expect(abs(wave.seconds - made.call.seconds) < 0.01)
        #expect(try await SharedBook.heard(wave, channel: 0).text == made.call.text(of: .client))
        #expect(try calls.make(kind: .missed, seed: 3, directory: directory).path == nil)
    }
}
