/// Cuts an utterance into words and runs of digits. Hyphens part words; what stood between is kept in `gap`.
enum Tokeniser {
    /// Longest utterance that is looked at, in characters; the rest of a longer one is not analysed.
    static let maxCharacters = 20_000

    private static let sentenceEnds: Set<Character> = [".", "!", "?", "…", "\n"]

    /// The tokens of the text, and what follows the last of them.
    static func cut(_ text: String) -> (tokens: [Token], tail: String) {
        var tokens: [Token] = []
        let limit = text.index(text.startIndex, offsetBy: maxCharacters, limitedBy: text.endIndex) ?? text.endIndex
        var gapStart = text.startIndex
        var position = text.startIndex
        while position < limit {
            guard let kind = Kind(text[position]) else {
                position = text.index(after: position)
                continue
            }
            let start = position
            while position < limit, Kind(text[position]) == kind { position = text.index(after: position) }
            let half = halfOfDay(text, start..<position, limit)
            if let half { position = half.end }
            let raw = String(text[start..<position])
            let gap = String(text[gapStart..<start])
            let glued = gap == "." && kind == .digit && tokens.last?.isDigits == true
            let starts = tokens.isEmpty || (!glued && gap.contains { sentenceEnds.contains($0) })
            tokens.append(Token(text: half?.word ?? SpokenForms.standard(raw.folded), raw: raw, range: start..<position, gap: gap, startsSentence: starts))
            gapStart = position
        }
        return (tokens, String(text[gapStart..<limit]))
    }

    /// "p.m.", "a.m." is one word; its last dot ends a sentence only before a capital.
    private static func halfOfDay(_ text: String, _ letter: Range<String.Index>, _ limit: String.Index) -> (word: String, end: String.Index)? {
        let first = text[letter].lowercased()
        guard first == "p" || first == "a" else { return nil }
        let rest = text[letter.upperBound..<limit]
        guard rest.prefix(2).lowercased() == ".m" else { return nil }
        let behind = rest.dropFirst(2)
        guard behind.first.flatMap(Kind.init) == nil else { return nil }
        let isAbbreviated = behind.first == "." && behind.dropFirst().first { !$0.isWhitespace }.map { !$0.isUppercase } ?? true
        return (first + "m", isAbbreviated && behind.first == "." ? behind.index(after: behind.startIndex) : behind.startIndex)
    }

    private enum Kind {
        case letter, digit

        init?(_ character: Character) {
            if character.isLetter {
                self = .letter
            } else if character.isASCII, character.isNumber {
                self = .digit
            } else {
                return nil
            }
        }
    }
}
