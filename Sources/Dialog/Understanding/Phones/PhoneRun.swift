/// An uninterrupted dictation of digits, over one utterance or several of the same side.
struct PhoneRun: Sendable {
    /// "не сорок пять, а сорок шесть".
    struct Replacement: Sendable {
        var wrong: [DigitAtom]
        var right: [DigitAtom]
        var line: Int
    }

    var atoms: [DigitAtom]
    var replacements: [Replacement] = []
    /// True when only fillers stand before it in its first utterance.
    var startsLine: Bool
    /// True when only fillers stand after it in its last utterance.
    var endsLine: Bool

    /// Digits that it has at most.
    var digitCount: Int { atoms.reduce(0) { $0 + $1.digits.count } }

    var firstLine: Int { atoms.first?.line ?? 0 }
    var lastLine: Int { atoms.last?.line ?? 0 }

    /// The utterance that holds most of it, and the tokens there.
    var mainPart: (line: Int, tokens: Range<Int>) {
        var parts: [Int: (digits: Int, tokens: Range<Int>)] = [:]
        for atom in atoms {
            let known = parts[atom.line] ?? (0, atom.tokens)
            parts[atom.line] = (known.digits + atom.digits.count, known.tokens.lowerBound..<atom.tokens.upperBound)
        }
        let best = parts.max { ($0.value.digits, $1.key) < ($1.value.digits, $0.key) }
        return (best?.key ?? 0, best?.value.tokens ?? 0..<0)
    }

    /// The literal words in the line.
    func quote(in line: Line) -> String {
        let own = atoms.filter { $0.line == line.index }
        guard let first = own.first, let last = own.last else { return "" }
        var quote = line.quote(first.tokens.lowerBound..<last.tokens.upperBound)
        if first.hasPlus, line.tokens[first.tokens.lowerBound].gap.hasSuffix("+") { quote = "+" + quote }
        return quote
    }
}
