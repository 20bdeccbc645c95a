/// A name as somebody said it, in the nominative.
struct PersonName: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case first, patronymic, surname
    }

    /// The parts in the order they were said.
    var parts: [(Part, String)]
    var gender: NameForms.Gender
    var range: Range<Int>
    /// True when the first name or the patronymic is a known one.
    var isKnown: Bool

    /// The name as it is written to a card.
    var text: String { parts.map { Self.capitalised($0.1) }.joined(separator: " ") }

    func part(_ kind: Part) -> String? { parts.first { $0.0 == kind }?.1 }

    private static func capitalised(_ word: String) -> String {
        word.split(separator: "-").map { String($0).capitalisedFirst }.joined(separator: "-")
    }

    static func == (left: PersonName, right: PersonName) -> Bool {
        left.text == right.text && left.range == right.range
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(range)
    }

    /// This name with the parts it lacks taken from another name of the same person.
    func completed(by other: PersonName) -> PersonName {
        if let own = part(.first), let theirs = other.part(.first), own != theirs { return self }
        if let own = part(.surname), let theirs = other.part(.surname), own != theirs { return self }
        var whole = self
        for part in other.parts where whole.part(part.0) == nil { whole.parts.append(part) }
        return whole
    }

    /// This name with the ё that was heard, in whatever case the word stood.
    func written(as heard: [String]) -> PersonName {
        let yoed = heard.map { $0.lowercased() }.filter { $0.contains("ё") }
        guard !yoed.isEmpty else { return self }
        var whole = self
        whole.parts = parts.map { part, word in (part, yoed.reduce(word) { Self.yoed($0, as: $1) }) }
        return whole
    }

    /// Most letters by which the cases of a name differ.
    private static let longestEnding = 3

    /// "алена" heard as "Алёны" is "алёна": the letter is carried over where both words are the same up to it.
    private static func yoed(_ word: String, as heard: String) -> String {
        var letters = Array(word)
        for (place, pair) in zip(letters, heard).enumerated() {
            if pair.1 == "ё", pair.0 == "е" || pair.0 == "ё" {
                letters[place] = "ё"
            } else if pair.0 != pair.1 {
                return place + longestEnding >= heard.count ? String(letters) : word
            }
        }
        return String(letters)
    }
}
