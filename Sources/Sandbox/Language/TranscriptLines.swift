/// The numbered lines of a transcript in a prompt: `12 [01:05.2-01:07.9] client: text` or `12 | client | 65 | text`, with some freedom in brackets,
/// separators and words for the sides.
struct TranscriptLines: Sendable {
    enum Speaker: Sendable, Hashable {
        case client
        case company
    }

    struct Line: Sendable {
        let number: Int
        let speaker: Speaker?
        let text: String

        var lowered: String { text.lowercased() }
    }

    let lines: [Line]

    /// Lines read of one prompt, and characters before the text in which the side is looked for.
    static let limit = 5_000
    static let headMax = 80
    private static let clients: Set<String> = ["client", "customer", "caller", "user", "клиент", "абонент", "звонящий", "покупатель"]
    private static let companies: Set<String> = [
        "operator", "assistant", "agent", "manager", "оператор", "ассистент", "менеджер", "сотрудник", "помощник",
    ]

    /// Lines of all these texts, in order; a number that comes again replaces nothing, the first one counts.
    init(_ texts: [String]) {
        var seen: Set<Int> = []
        var found: [Line] = []
        for text in texts {
            for row in text.split(whereSeparator: \.isNewline) where found.count < Self.limit {
                guard let line = Self.line(row), seen.insert(line.number).inserted else { continue }
                found.append(line)
            }
        }
        lines = found
    }

    var ofClient: [Line] { lines.filter { $0.speaker != .company } }
    var ofCompany: [Line] { lines.filter { $0.speaker == .company } }

    private static func line(_ row: Substring) -> Line? {
        let start = row.drop { $0.isWhitespace || "[(#-*".contains($0) }
        let digits = start.prefix { $0.isASCII && $0.isNumber }
        guard (1...6).contains(digits.count), let number = Int(digits) else { return nil }
        let rest = start.dropFirst(digits.count)
        guard let next = rest.first, next.isWhitespace || "]).:|[(".contains(next) else { return nil }
        guard let (speaker, text) = split(rest), !text.isEmpty else { return nil }
        return Line(number: number, speaker: speaker, text: text)
    }

    /// The side's word, what may stand between it and a separator (a time), and the text.
    private static func split(_ rest: Substring) -> (Speaker, String)? {
        var index = rest.startIndex
        let limit = rest.index(rest.startIndex, offsetBy: headMax, limitedBy: rest.endIndex) ?? rest.endIndex
        while index < limit {
            guard rest[index].isLetter else {
                index = rest.index(after: index)
                continue
            }
            let word = rest[index...].prefix { $0.isLetter }
            guard let speaker = speaker(word.lowercased()) else { return nil }
            let after = rest[word.endIndex...]
            guard let end = after.firstIndex(where: { ":|>".contains($0) && !isTime(after, $0, at: word.endIndex) }) ?? tail(after) else { return nil }
            let text = closing(after[after.index(after: end)...])
            return (speaker, text)
        }
        return nil
    }

    /// A colon inside a time is not the separator; only text right after the side's word or after a closing bracket begins the text.
    private static func isTime(_ after: Substring, _ mark: Character, at start: Substring.Index) -> Bool {
        mark == ":" && after.first?.isWhitespace == true && after.drop { $0.isWhitespace }.first.map { "[(0123456789".contains($0) } == true
    }

    /// The closing bracket or last separator of a time that stands after the side's word.
    private static func tail(_ after: Substring) -> Substring.Index? {
        after.prefix(headMax).firstIndex { "])".contains($0) }
    }

    private static func closing(_ text: Substring) -> String {
        let rest = text.drop { $0.isWhitespace || ":|>\"«".contains($0) }
        // A time in a column of its own.
        let time = rest.prefix { $0.isNumber || $0.isWhitespace || ":.,-–".contains($0) }
        if !time.isEmpty, rest[time.endIndex...].first == "|" { return closing(rest[time.endIndex...]) }
        return String(rest.trimmed)
    }

    private static func speaker(_ word: String) -> Speaker? {
        clients.contains(word) ? .client : companies.contains(word) ? .company : nil
    }
}

extension Substring {
    /// Without white space at the end.
    fileprivate var trimmed: Substring {
        var copy = self
        while copy.last?.isWhitespace == true || copy.last == "\"" || copy.last == "»" { copy.removeLast() }
        return copy
    }
}
