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
            let raw = String(text[start..<position])
            let gap = String(text[gapStart..<start])
            let glued = gap == "." && kind == .digit && tokens.last?.isDigits == true
            let starts = tokens.isEmpty || (!glued && gap.contains { sentenceEnds.contains($0) })
            tokens.append(Token(text: SpokenForms.standard(raw.folded), raw: raw, range: start..<position, gap: gap, startsSentence: starts))
            gapStart = position
        }
        return (tokens, String(text[gapStart..<limit]))
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
