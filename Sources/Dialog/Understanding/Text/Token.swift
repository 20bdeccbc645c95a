/// One word, or one run of digits, of an utterance.
struct Token: Sendable, Hashable {
    /// The form the rules compare: lower case, ё written as е.
    let text: String
    /// As it was written.
    let raw: String
    /// Where it stands in the utterance.
    let range: Range<String.Index>
    /// What stands between the token before and this one: spaces, punctuation, signs.
    let gap: String
    /// True when it opens a sentence or the utterance.
    let startsSentence: Bool

    /// True for a run of digits.
    var isDigits: Bool { text.first?.isNumber ?? false }

    /// True when the first letter is a capital.
    var isCapital: Bool { raw.first?.isUppercase ?? false }

    /// True when a comma, colon or dash parts it from the token before.
    var followsPause: Bool { startsSentence || gap.contains { ",:;—–".contains($0) } || gap.contains(" - ") }
}

extension String {
    /// Lower case with ё written as е: the form in which words are compared.
    var folded: String {
        let lower = lowercased()
        guard lower.contains("ё") else { return lower }
        return String(lower.map { $0 == "ё" ? "е" : $0 })
    }

    /// The first letter a capital, the rest as it is.
    var capitalisedFirst: String {
        guard let first else { return self }
        return first.uppercased() + dropFirst()
    }
}
