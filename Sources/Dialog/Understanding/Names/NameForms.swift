/// Forms of first names in all cases, made from the nominatives by the rules of declension.
enum NameForms {
    enum Gender: Sendable, Hashable { case male, female }

    struct Form: Sendable, Hashable {
        /// The nominative, folded.
        var nominative: String
        var gender: Gender
        var isNominative: Bool
    }

    /// What the word may be a form of; nil when it is no known first name.
    static func form(of word: String) -> Form? { forms[word] }

    private static let forms: [String: Form] = {
        var table: [String: Form] = [:]
        let sources: [(String, Gender)] = [
            (FirstNames.male, .male), (FirstNames.female, .female), (FirstNames.maleShort, .male), (FirstNames.femaleShort, .female),
        ]
        for (source, gender) in sources {
            for name in source.split(whereSeparator: \.isWhitespace) {
                table[String(name)] = Form(nominative: String(name), gender: gender, isNominative: true)
            }
        }
        for name in FirstNames.english.split(whereSeparator: \.isWhitespace) {
            table[String(name)] = Form(nominative: String(name), gender: .male, isNominative: true)
        }
        for (source, gender) in sources {
            for name in source.split(whereSeparator: \.isWhitespace) {
                for form in oblique(String(name), gender) where table[form] == nil {
                    table[form] = Form(nominative: String(name), gender: gender, isNominative: false)
                }
            }
        }
        return table
    }()

    /// The other cases of a name.
    static func oblique(_ name: String, _ gender: Gender) -> [String] {
        guard let last = name.last else { return [] }
        let stem = String(name.dropLast())
        let irregular = ["павел": "павл", "лев": "льв", "петр": "петр", "санек": "саньк", "игорек": "игорьк", "ванек": "ваньк", "юрец": "юрц"]
        if let base = irregular[name] { return ["а", "у", "ом", "е"].map { base + $0 } }
        switch last {
        case "а":
            let soft = "гкхжчшщ".contains(stem.last ?? " ")
            return [stem + (soft ? "и" : "ы"), stem + "е", stem + "у", stem + "ой", stem + "ей", stem + "ою"]
        case "я":
            let dative = stem.last == "и" ? "и" : "е"
            return [stem + "и", stem + dative, stem + "ю", stem + "ей"]
        case "й":
            return [stem + "я", stem + "ю", stem + "ем", stem + (stem.last == "и" ? "и" : "е")]
        case "ь":
            return gender == .male ? [stem + "я", stem + "ю", stem + "ем", stem + "е"] : [stem + "и", name + "ю"]
        case _ where gender == .male && !"оеиуэюы".contains(last):
            return ["а", "у", "ом", "е"].map { name + $0 }
        default:
            return []
        }
    }
}
