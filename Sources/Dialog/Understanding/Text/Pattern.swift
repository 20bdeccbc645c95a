/// A pattern of words, as the rules and the phrase base write it.
///
/// Elements are parted by spaces: `word`, `stem*` (any ending), `one|other|st*` (any of them), `word?` (may be absent), `..` (up to three
/// words of any kind within the sentence; `..6` up to six), `#` (a number, in digits or in words), `!word|other` (the word before is none of
/// these), `^` (a sentence begins here), `$` (a sentence ends here). Words are compared without regard to case and ё; hesitations between
/// the words ("ну", "вот", "э") do not matter.
struct Pattern: Sendable, ExpressibleByStringLiteral {
    private enum Element: Sendable {
        case word([Choice], optional: Bool)
        case gap(Int)
        case number
        case notAfter([Choice])
        case sentenceStart
        case sentenceEnd
    }

    private struct Choice: Sendable {
        let text: String
        let isStem: Bool

        init(_ source: Substring) {
            isStem = source.last == "*"
            text = String(isStem ? source.dropLast() : source).folded
        }

        func matches(_ token: Token) -> Bool {
            isStem ? token.text.hasPrefix(text) : token.text == text
        }
    }

    /// Most words that `..` spans.
    private static let defaultGap = 3

    /// Hesitations that may stand between any two words of a pattern.
    static let hesitations = Set(
        words:
            """
            э ээ эээ эм мм м ну вот значит типа короче уж же ж то ка пожалуйста бы б это um uh er please
            """)

    private let elements: [Element]

    init(stringLiteral value: String) {
        self.init(value)
    }

    init(_ source: String) {
        elements = source.split(separator: " ").map { part in
            switch part {
            case "^": .sentenceStart
            case "$": .sentenceEnd
            case "#": .number
            case _ where part.hasPrefix(".."): .gap(Int(part.dropFirst(2)) ?? Self.defaultGap)
            case _ where part.hasPrefix("!") && part.count > 1: .notAfter(part.dropFirst().split(separator: "|").map(Choice.init))
            case _ where part.hasSuffix("?") && part.count > 1: .word(part.dropLast().split(separator: "|").map(Choice.init), optional: true)
            default: .word(part.split(separator: "|").map(Choice.init), optional: false)
            }
        }
    }

    /// True when nothing but signs is left to match, so that the pattern could match nowhere or everywhere.
    var isEmpty: Bool {
        !elements.contains { element in
            switch element {
            case .word(let choices, let optional): !optional && choices.contains { !$0.text.isEmpty }
            case .number: true
            default: false
            }
        }
    }

    /// The tokens it covers when it matches at `start`.
    func match(_ line: Line, at start: Int, end: Int? = nil) -> Range<Int>? {
        let end = min(end ?? line.tokens.count, line.tokens.count)
        guard start <= end, let stop = advance(0, line, start, end, origin: start) else { return nil }
        return start < stop ? start..<stop : nil
    }

    /// The first place it matches within the range.
    func first(in line: Line, _ range: Range<Int>? = nil) -> Range<Int>? {
        let range = (range ?? line.all).clamped(to: line.all)
        for start in range {
            if let found = match(line, at: start, end: range.upperBound) { return found }
        }
        return nil
    }

    private func advance(_ element: Int, _ line: Line, _ position: Int, _ end: Int, origin: Int) -> Int? {
        guard element < elements.count else { return position }
        let tokens = line.tokens
        switch elements[element] {
        case .sentenceStart:
            guard position < end, tokens[position].startsSentence else { return nil }
            return advance(element + 1, line, position, end, origin: origin)
        case .sentenceEnd:
            guard position >= tokens.count || tokens[position].startsSentence else { return nil }
            return advance(element + 1, line, position, end, origin: origin)
        case .notAfter(let choices):
            if position > 0, choices.contains(where: { $0.matches(tokens[position - 1]) }) { return nil }
            return advance(element + 1, line, position, end, origin: origin)
        case .number:
            return advanceNumber(element, line, position, end, origin: origin)
        case .gap(let most):
            var stop = position
            for _ in 0...most {
                if let found = advance(element + 1, line, stop, end, origin: origin) { return found }
                guard stop < end, stop == origin || !tokens[stop].startsSentence else { return nil }
                stop += 1
            }
            return nil
        case .word(let choices, let optional):
            if position < end, choices.contains(where: { $0.matches(tokens[position]) }),
                let found = advance(element + 1, line, position + 1, end, origin: origin)
            {
                return found
            }
            if optional, let found = advance(element + 1, line, position, end, origin: origin) { return found }
            guard position > origin, position < end, Self.hesitations.contains(tokens[position].text) else { return nil }
            return advance(element, line, position + 1, end, origin: origin)
        }
    }

    private func advanceNumber(_ element: Int, _ line: Line, _ position: Int, _ end: Int, origin: Int) -> Int? {
        var stop = position
        while stop < end,
            line.tokens[stop].isDigits || NumberWords.isNumberWord(line.tokens[stop].text) || NumberWords.ordinal(line.tokens[stop].text) != nil
        { stop += 1 }
        while stop > position {
            if let found = advance(element + 1, line, stop, end, origin: origin) { return found }
            stop -= 1
        }
        return nil
    }
}

extension [Pattern] {
    /// The first place any of them matches within the range; the longer one where two match.
    func first(in line: Line, _ range: Range<Int>? = nil) -> Range<Int>? {
        let range = (range ?? line.all).clamped(to: line.all)
        for start in range {
            if let found = longest(line, at: start, end: range.upperBound) { return found }
        }
        return nil
    }

    /// The longest match at the token.
    func longest(_ line: Line, at start: Int, end: Int? = nil) -> Range<Int>? {
        var best: Range<Int>?
        for pattern in self {
            guard let found = pattern.match(line, at: start, end: end) else { continue }
            if best == nil || found.upperBound > (best?.upperBound ?? 0) { best = found }
        }
        return best
    }

    /// All places where they match, from left to right, without overlaps.
    func all(in line: Line, _ range: Range<Int>? = nil) -> [Range<Int>] {
        let range = (range ?? line.all).clamped(to: line.all)
        var found: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            if let match = longest(line, at: start, end: range.upperBound) {
                found.append(match)
                start = match.upperBound
            } else {
                start += 1
            }
        }
        return found
    }

    /// True when any matches somewhere in the line.
    func occur(in line: Line) -> Bool {
        first(in: line) != nil
    }
}
