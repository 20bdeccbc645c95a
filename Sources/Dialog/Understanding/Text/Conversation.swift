/// A transcript prepared for the rules: lines with tokens, and who answered whom.
struct Conversation: Sendable {
    let lines: [Line]
    /// True when the recogniser writes capitals, so that a capital means a name.
    let isCased: Bool
    /// True when most letters are Cyrillic.
    let isRussian: Bool

    /// Longest transcript that is looked at, in utterances.
    static let maxUtterances = 5_000
    /// A client's line of so few words may be an interjection ("а?", "да, секунду"), not a turn.
    private static let interjectionWords = 3
    private static let interjections = Set(
        words:
            """
            что а как повторите секунду минуту минутку сейчас простите еще раз не слышу слышно pardon sorry
            """)
    /// How far back a question is looked for, in utterances.
    private static let questionReach = 5

    init(_ transcript: [Utterance]) {
        lines = transcript.prefix(Self.maxUtterances).enumerated().map { Line(index: $0.offset, utterance: $0.element) }
        let words = lines.flatMap(\.tokens).filter { !$0.isDigits }
        let starts = words.filter(\.startsSentence)
        isCased = starts.isEmpty || starts.count { $0.isCapital } * 2 > starts.count
        let cyrillic = words.count { ("а"..."я").contains($0.text.first ?? " ") }
        isRussian = cyrillic * 2 >= words.count
    }

    var clientLines: [Line] { lines.filter(\.isClient) }
    var companyLines: [Line] { lines.filter { !$0.isClient } }

    /// What the company's side said right before the line, the latest first; interjections of the client between are overlooked.
    func questions(before index: Int) -> [Line] {
        var found: [Line] = []
        var position = index - 1
        while position >= 0, index - position <= Self.questionReach {
            let line = lines[position]
            if line.isClient {
                if !isInterjection(line) { break }
            } else {
                found.append(line)
            }
            position -= 1
        }
        return found
    }

    private func isInterjection(_ line: Line) -> Bool {
        line.tokens.count <= Self.interjectionWords
            && line.tokens.allSatisfy { CommonWords.isFiller($0.text) || Self.interjections.contains($0.text) }
    }

    /// True when the line answers a question that one of the patterns describes.
    func answers(_ line: Line, to patterns: [Pattern]) -> Bool {
        questions(before: line.index).contains { patterns.occur(in: $0) }
    }

    /// The next line of the other side, if it follows before this side speaks again.
    func reply(to index: Int, within reach: Int = 2) -> Line? {
        let side = lines[index].isClient
        for position in (index + 1)..<min(lines.count, index + 1 + reach) where lines[position].isClient != side && !lines[position].tokens.isEmpty {
            return lines[position]
        }
        return nil
    }
}
