import Dialog

/// Says whether a found value is the right one.
enum SlotMatch {
    private static let legalForms: Set<String> = ["ооо", "зао", "оао", "пао", "ао", "ип", "тоо", "компания", "фирма", "llc", "ltd", "inc"]

    static func isRight(_ name: String, _ value: String, _ expected: Expected) -> Bool {
        expected.texts.contains { right in
            switch name {
            case "name": sameName(value, right)
            case "phone": digits(value) == digits(right)
            case "email": value.lowercased() == right.lowercased()
            case "budget": digits(value) == digits(right)
            case "need": folded(value).contains(folded(right))
            case "deadline": sameTime(value, right)
            case "company": words(value).filter { !legalForms.contains($0) } == words(right).filter { !legalForms.contains($0) }
            default: words(value) == words(right)
            }
        }
    }

    /// Equal but for case, ё and order; a patronymic may be missing on either side.
    private static func sameName(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Set(words(left)), Set(words(right)))
        if left == right { return true }
        let (short, long) = (left.filter { !isPatronymic($0) }, right.filter { !isPatronymic($0) })
        return !short.isEmpty && short == long
    }

    private static func isPatronymic(_ word: String) -> Bool {
        ["ович", "евич", "ьич", "овна", "евна", "ична", "оглы", "кызы", "ыч", "кич", "мич"].contains { word.hasSuffix($0) }
    }

    /// One holds the other, or they share a telling word.
    private static func sameTime(_ left: String, _ right: String) -> Bool {
        let (a, b) = (folded(left), folded(right))
        if a.contains(b) || b.contains(a) { return true }
        let stems = Set(words(left).filter { $0.count > 3 || $0.allSatisfy(\.isNumber) }.map { $0.prefix(5) })
        return words(right).contains { ($0.count > 3 || $0.allSatisfy(\.isNumber)) && stems.contains($0.prefix(5)) }
    }

    private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }

    private static func words(_ text: String) -> [String] {
        folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func folded(_ text: String) -> String { String(text.lowercased().map { $0 == "ё" ? "е" : $0 }) }
}
