/// One utterance, cut into tokens, with its place in the transcript.
struct Line: Sendable {
    /// Index of the utterance in the transcript.
    let index: Int
    let side: Side
    let text: String
    let tokens: [Token]
    /// What follows the last token.
    let tail: String

    init(index: Int, utterance: Utterance) {
        self.init(index: index, side: utterance.side, text: utterance.text)
    }

    init(index: Int, side: Side, text: String) {
        self.index = index
        self.side = side
        self.text = text
        (tokens, tail) = Tokeniser.cut(text)
    }

    var isClient: Bool { side == .client }

    /// All tokens.
    var all: Range<Int> { tokens.indices }

    /// The literal part of the utterance that the tokens cover.
    func quote(_ range: Range<Int>) -> String {
        let range = range.clamped(to: all)
        guard let first = range.first, let last = range.last else { return "" }
        return String(text[tokens[first].range.lowerBound..<tokens[last].range.upperBound])
    }

    /// The compared words of the tokens, with single spaces.
    func words(_ range: Range<Int>) -> String {
        tokens[range.clamped(to: all)].map(\.text).joined(separator: " ")
    }

    /// The sentence the token stands in.
    func sentence(of token: Int) -> Range<Int> {
        var lower = token
        while lower > 0, !tokens[lower].startsSentence { lower -= 1 }
        return lower..<sentenceEnd(after: token)
    }

    /// Where the sentence of the token ends.
    func sentenceEnd(after token: Int) -> Int {
        var upper = token + 1
        while upper < tokens.count, !tokens[upper].startsSentence { upper += 1 }
        return upper
    }

    /// Where the clause of the token ends: at a comma, a dash or the end of the sentence.
    func clauseEnd(after token: Int) -> Int {
        var upper = token + 1
        while upper < tokens.count, !tokens[upper].followsPause { upper += 1 }
        return upper
    }

    /// Where the clause of the token begins.
    func clauseStart(of token: Int) -> Int {
        var lower = token
        while lower > 0, !tokens[lower].followsPause { lower -= 1 }
        return lower
    }

    /// The text right after the token, up to the next one.
    func after(_ token: Int) -> String {
        token + 1 < tokens.count ? tokens[token + 1].gap : tail
    }

    /// True when the sentence of the token ends with a question mark.
    func isQuestion(at token: Int) -> Bool {
        let end = sentenceEnd(after: token)
        return (end < tokens.count ? tokens[end].gap : tail).contains("?")
    }
}
