/// Joins what was heard before and behind a cut in the middle of speech. Both pieces hold the sound around the cut, so the words there were heard
/// twice, and the outermost ones perhaps by half: the longest run of words that both have is where one goes over into the other.
struct Seam {
    /// Words a second that nobody exceeds, and words allowed for whatever was misheard.
    private static let wordsPerSecond = 6.0
    private static let margin = 4
    /// A single word in common counts only next to the cut, with a half-heard one on either side at most.
    private static let strayMax = 2

    private let wordsMax: Int

    /// - Parameter seconds: how long the two pieces overlap.
    init(seconds: Double) { wordsMax = Int(seconds * Self.wordsPerSecond) + Self.margin }

    /// Takes the common words out of `after`, and what was heard of the words behind them out of `before`.
    func join(_ before: inout [Stretch], _ after: inout [Stretch]) {
        let tail = Array(Self.words(before).suffix(wordsMax))
        let head = Array(Self.words(after).prefix(wordsMax))
        if let run = Self.commonRun(tail.map(\.text), head.map(\.text)) {
            Self.drop(behind: tail[run.tailEnd - 1], of: &before)
            Self.drop(through: head[run.headEnd - 1], of: &after)
        }
        guard let last = before.last, let first = after.first else { return }
        after[0].start = max(first.start, min(last.stop, first.stop))
    }

    private struct Word {
        let stretch: Int
        /// Among the words of the stretch.
        let index: Int
        let text: String
    }

    private static func words(_ stretches: [Stretch]) -> [Word] {
        stretches.indices.flatMap { stretch in
            split(stretches[stretch].text).enumerated().compactMap { index, word in
                let text = word.lowercased().filter { $0.isLetter || $0.isNumber }
                return text.isEmpty ? nil : Word(stretch: stretch, index: index, text: text)
            }
        }
    }

    private static func split(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    /// The longest run both have, less the words between it and the cut. A run with more of those than words of its own is a chance.
    private static func commonRun(_ tail: [String], _ head: [String]) -> (tailEnd: Int, headEnd: Int)? {
        var best: (worth: Int, length: Int, tailEnd: Int, headEnd: Int)?
        var row = [Int](repeating: 0, count: head.count + 1)
        for (position, word) in tail.enumerated() {
            for other in head.indices.reversed() {
                row[other + 1] = word == head[other] ? row[other] + 1 : 0
                let length = row[other + 1]
                let stray = tail.count - position - 1 + other + 1 - length
                guard length > 0, stray <= max(length, length == 1 ? strayMax : 0) else { continue }
                if (length - stray, length) > (best?.worth ?? .min, best?.length ?? 0) { best = (length - stray, length, position + 1, other + 1) }
            }
        }
        return best.map { ($0.tailEnd, $0.headEnd) }
    }

    private static func drop(behind word: Word, of stretches: inout [Stretch]) {
        stretches.removeSubrange((word.stretch + 1)...)
        stretches[word.stretch].text = split(stretches[word.stretch].text).prefix(word.index + 1).joined(separator: " ")
    }

    private static func drop(through word: Word, of stretches: inout [Stretch]) {
        let rest = split(stretches[word.stretch].text).dropFirst(word.index + 1).joined(separator: " ")
        stretches[word.stretch].text = rest
        stretches.removeSubrange(..<(rest.isEmpty ? word.stretch + 1 : word.stretch))
    }
}
