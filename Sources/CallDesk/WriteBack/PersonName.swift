/// A name as people say it, split as the CRM keeps it: name, patronymic, family name.
struct PersonName: Sendable, Equatable {
    let given: String
    let patronymic: String?
    let family: String?

    /// Endings by which a Russian patronymic is told from a family name.
    private static let patronymicEndings = ["ович", "евич", "ич", "овна", "евна", "ична", "инична"]
    private static let familyEndings = ["ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына", "ский", "ская", "цкий", "цкая", "енко", "ко", "ук", "юк", "их", "ых"]

    init?(_ said: String) {
        let words = said.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { return nil }
        let middle = words.count > 1 ? words.first { word in Self.patronymicEndings.contains { word.lowercased().hasSuffix($0) } } : nil
        var rest = words
        if let middle, let at = rest.firstIndex(of: middle) { rest.remove(at: at) }
        patronymic = middle
        // "Петрова Анна" and "Анна Петрова": the ending tells which is the family name.
        if rest.count > 1, Self.isFamily(rest[0]), !Self.isFamily(rest[rest.count - 1]) || words.last == middle {
            family = rest[0]
            given = rest.dropFirst().joined(separator: " ")
        } else {
            given = rest.first ?? words[0]
            family = rest.count > 1 ? rest.dropFirst().joined(separator: " ") : nil
        }
    }

    private static func isFamily(_ word: String) -> Bool {
        let lower = word.lowercased()
        return familyEndings.contains { lower.hasSuffix($0) && lower.count > $0.count + 1 }
    }
}
