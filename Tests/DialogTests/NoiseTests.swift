import Dialog
import Testing

@Suite struct NoiseTests {
    /// A small generator, so that every run sees the same noise.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    @Test("Shuffled and broken transcripts are analysed, and every quote stays literal", arguments: 0..<24)
    func shuffled(_ seed: Int) throws {
        var generator = Generator(state: UInt64(seed) &* 7_919 &+ 17)
        let cases = SalesCases.all + TalkCases.all + VariedCases.all + FreshCases.all
        let words =
            cases.flatMap { $0.text.split { $0.isWhitespace }.map(String.init) } + [
                "", "...", "+", "8", "@", "собака", "точка", "не", "через", "в", "к", "до", "плюс", "\u{301}", "🙂",
            ]
        let analyser = try Fixtures.analyser()
        for _ in 0..<12 {
            let transcript = (0..<Int.random(in: 0...14, using: &generator)).map { index in
                let text = (0..<Int.random(in: 0...18, using: &generator)).compactMap { _ in words.randomElement(using: &generator) }.joined(
                    separator: " ")
                return Utterance(
                    side: Side.allCases.randomElement(using: &generator) ?? .client, start: Double(index), stop: Double(index) + 1, text: text)
            }
            let found = analyser.analyse(transcript, callStart: Fixtures.start, zone: Fixtures.moscow)
            for slot in found.slots { #expect(transcript[slot.utterance].text.contains(slot.quote)) }
            #expect(found.summary.allSatisfy { $0.utterances.allSatisfy(transcript.indices.contains) })
        }
    }

    @Test("No text makes the analyser fail", arguments: 0..<20)
    func anyText(_ seed: Int) throws {
        var generator = Generator(state: UInt64(seed) &* 104_729 &+ 3)
        let pieces = [
            "меня", "зовут", "не", "а", "из", "компания", "«", "»", "ооо", "нужно", "до", "к", "тысяч", "двести", "40", "8", "+7", "900", "собака", "точка", "ру", ".", ",", "?", "!", "—", "", " ", "\n", "соедините", "пусть", "инженер", "позвонит", "кто", "разбирается", "давай", "четыре", "через", "год", "числа",
            "общество", "с", "ограниченной", "ответственностью", "это", "беспокоит", "ильшат", "фаттахов", "Ё", "ñ", "\u{200b}", "🙂", "0", "00", "99999999999999999999", "половина", "у", "меня", "на", "месте", "ли", "нет", "ой", "ноль", "пять", "плюс", "семь",
        ]
        let analyser = try Fixtures.analyser()
        for _ in 0..<100 {
            let transcript = (0..<Int.random(in: 0...5, using: &generator)).map { index in
                let words = (0..<Int.random(in: 0...10, using: &generator)).compactMap { _ in pieces.randomElement(using: &generator) }
                return Utterance(side: Side.allCases.randomElement(using: &generator) ?? .client, start: Double(index), stop: Double(index), text: words.joined(separator: Bool.random(using: &generator) ? " " : ""))
            }
            let found = analyser.analyse(transcript, callStart: Fixtures.start, zone: Fixtures.moscow)
            #expect(found.slots.allSatisfy { transcript.indices.contains($0.utterance) && transcript[$0.utterance].text.contains($0.quote) })
        }
    }
}
