/// The smallest piece of a dictated number: one number word, one run of written digits, or "два нуля".
struct DigitAtom: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        /// Digits as they were written.
        case written(String)
        /// A number word; it may join with the ones after it ("девятьсот" + "двадцать" + "шесть").
        case word(Int)
        /// Digits that join with nothing ("два нуля", "три пятёрки").
        case fixed(String)
    }

    var content: Content
    /// Index of the utterance in the transcript.
    var line: Int
    /// Its tokens in the utterance.
    var tokens: Range<Int>
    /// True when a pause was written or another utterance begins before it.
    var afterPause: Bool
    /// True when the speaker said before it that what came last was wrong.
    var corrects: Bool
    /// True when a plus was said or written before it.
    var hasPlus: Bool

    /// The digits of the atom alone.
    var digits: String {
        switch content {
        case .written(let digits), .fixed(let digits): digits
        case .word(let value): String(value)
        }
    }

    /// The atom that begins at the token, or nil.
    static func read(_ line: Line, at start: Int) -> DigitAtom? {
        let tokens = line.tokens
        var position = start
        var plus = tokens[position].gap.contains("+")
        if ["плюс", "plus"].contains(tokens[position].text), position + 1 < tokens.count {
            plus = true
            position += 1
        }
        guard let (content, length) = Self.content(line, at: position) else { return nil }
        return DigitAtom(
            content: content, line: line.index, tokens: start..<position + length, afterPause: tokens[start].followsPause, corrects: false,
            hasPlus: plus)
    }

    private static func content(_ line: Line, at position: Int) -> (Content, Int)? {
        let tokens = line.tokens
        let word = tokens[position].text
        if position + 1 < tokens.count {
            let next = tokens[position + 1].text
            if let times = tokens[position].isDigits ? Int(word) : NumberWords.cardinal(word), (2...5).contains(times), let digit = plurals[next] {
                return (.fixed(String(repeating: digit, count: times)), 2)
            }
            if let times = ["double": 2, "triple": 3][word], let digit = NumberWords.cardinal(next) ?? spelled[next], digit < 10 {
                return (.fixed(String(repeating: String(digit), count: times)), 2)
            }
        }
        if tokens[position].isDigits { return (.written(word), 1) }
        if let value = NumberWords.cardinal(word) { return (.word(value), 1) }
        if let value = spelled[word] { return (.word(value), 1) }
        return nil
    }

    /// English "oh" is a zero only in a dictated number.
    private static let spelled: [String: Int] = ["oh": 0]

    /// Nouns of digits after a count.
    private static let plurals: [String: String] = [
        "нуля": "0", "нулей": "0", "ноля": "0", "нолей": "0", "нолика": "0", "ноликов": "0", "нулика": "0", "единицы": "1", "единиц": "1",
        "единички": "1",
        "двойки": "2", "двоек": "2", "двоечки": "2", "тройки": "3", "троек": "3", "троечки": "3", "четверки": "4", "четверок": "4", "пятерки": "5",
        "пятерок": "5", "пятерочки": "5", "шестерки": "6", "шестерок": "6", "семерки": "7", "семерок": "7", "семерочки": "7", "восьмерки": "8",
        "восьмерок": "8", "девятки": "9", "девяток": "9", "zeros": "0", "zeroes": "0",
    ]
}
