/// Recognises city names in all cases.
enum Cities {
    struct Found: Sendable {
        /// The nominative.
        var name: String
        var range: Range<Int>
        /// True when the words are also everyday words or names of people.
        var isAmbiguous: Bool
    }

    /// Longest name, in tokens.
    private static let mostTokens = 3

    /// The city whose name begins at the token, the longest one, or nil.
    static func city(at start: Int, in line: Line) -> Found? {
        for length in stride(from: min(mostTokens, line.tokens.count - start), through: 1, by: -1) {
            let range = start..<start + length
            if length > 1, line.tokens[(start + 1)..<range.upperBound].contains(where: \.startsSentence) { continue }
            let words = line.words(range)
            if let name = forms[words] { return Found(name: name, range: range, isAmbiguous: length == 1 && isAmbiguous(words, name)) }
        }
        return nil
    }

    private static func isAmbiguous(_ word: String, _ name: String) -> Bool {
        CityData.ambiguous.contains(word) || CityData.ambiguous.contains(name.folded) || NameForms.form(of: word) != nil
    }

    /// Folded form with spaces for hyphens -> nominative.
    private static let forms: [String: String] = {
        var table: [String: String] = [:]
        let whole = CityData.compound.compactMap(\.first)
        for names in CityData.compound {
            for name in names { table[key(name)] = names[0] }
        }
        let fragments: Set<String> = ["Минеральные", "Великий", "Великие", "Верхняя", "Сосновый", "Сергиев"]
        for name in CityData.single.split(whereSeparator: \.isWhitespace).map(String.init) where !fragments.contains(name) && !whole.contains(name) {
            table[key(name)] = name
        }
        for name in CityData.english.split(whereSeparator: \.isWhitespace) { table[key(String(name))] = table[key(String(name))] ?? String(name) }
        for name in CityData.single.split(whereSeparator: \.isWhitespace).map(String.init) where !fragments.contains(name) {
            for form in oblique(name) where table[form] == nil { table[form] = table[key(name)] ?? name }
        }
        return table
    }()

    private static func key(_ name: String) -> String {
        name.folded.split(separator: "-").joined(separator: " ")
    }

    private static let masculineSoft: Set<String> = [
        "Ярославль", "Ставрополь", "Севастополь", "Симферополь", "Мариуполь", "Мелитополь", "Гомель", "Тирасполь", "Рославль", "Суздаль", "Анадырь",
    ]

    private static func oblique(_ name: String) -> [String] {
        let word = key(name)
        guard let last = word.last else { return [] }
        let stem = String(word.dropLast())
        let endings: [String]
        switch last {
        case "а": endings = ["гкхжчшщ".contains(stem.last ?? " ") ? "и" : "ы", "е", "у", "ой"]
        case "я": endings = ["и", "е", "ю", "ей"]
        case "ь": endings = masculineSoft.contains(name) ? ["я", "ю", "ем", "е"] : ["и", "ью"]
        case "й": endings = word.hasSuffix("ий") || word.hasSuffix("ый") || word.hasSuffix("ой") ? [] : ["я", "ю", "ем", "е"]
        case "о": endings = word.hasSuffix("ово") || word.hasSuffix("ево") || word.hasSuffix("ино") || word.hasSuffix("ыно") ? ["е"] : []
        case "ы", "и": return [stem + "ах", stem + "ам", stem + "ов"]
        case "е", "у", "ю", "э": return []
        default: return ["а", "у", "ом", "е"].map { word + $0 }
        }
        if word.hasSuffix("ий") || word.hasSuffix("ый") {
            let base = String(word.dropLast(2))
            return [base + "ого", base + "ом", base + "ому"]
        }
        return endings.map { stem + $0 }
    }
}
