/// Phone numbers said in Russian words or written in digits: the stand-in's own reading of them.
enum SpokenDigits {
    private static let units: [String: Int] = [
        "один": 1, "одна": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
    ]
    private static let teens: [String: Int] = [
        "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16,
        "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19,
    ]
    private static let tens: [String: Int] = [
        "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90,
    ]
    private static let hundreds: [String: Int] = [
        "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800,
        "девятьсот": 900,
    ]

    /// The digits of a text, and the first and last word that gave one; nil when there are none.
    static func digits(in text: String) -> (digits: String, quote: Substring)? {
        var digits = ""
        var open = 0
        var size = 0
        var range: Range<String.Index>?
        func flush() {
            if open > 0 { digits += String(open) }
            open = 0
            size = 0
        }
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let plain = word.lowercased()
            guard let (value, scale) = value(plain) else {
                if range != nil, digits.count + (open > 0 ? 1 : 0) >= 10 { break }
                continue
            }
            range = (range?.lowerBound ?? word.startIndex)..<word.endIndex
            if scale == 0 {
                flush()
                digits += plain.allSatisfy(\.isNumber) ? plain : "0"
            } else if open > 0, size > scale {
                open += value
                size = scale == 1 || value < 20 ? 0 : scale
            } else {
                flush()
                open = value
                size = value < 20 && scale != 3 ? 0 : scale
            }
            if size == 0 { flush() }
        }
        flush()
        guard let range, !digits.isEmpty else { return nil }
        return (digits, text[range])
    }

    /// E.164 of a Russian number said in a text, and the words it was said in.
    static func phone(in text: String) -> (number: String, quote: Substring)? {
        guard let (digits, quote) = digits(in: text) else { return nil }
        if digits.count == 11, digits.hasPrefix("7") || digits.hasPrefix("8") { return ("+7" + digits.dropFirst(), quote) }
        if digits.count == 10 { return ("+7" + digits, quote) }
        return nil
    }

    /// Value and scale of a word: 3 hundreds, 2 tens and teens, 1 units, 0 digits as they are.
    private static func value(_ word: String) -> (Int, Int)? {
        if word.allSatisfy({ $0.isASCII && $0.isNumber }) { return (0, 0) }
        if word == "ноль" || word == "нуль" { return (0, 0) }
        if let value = hundreds[word] { return (value, 3) }
        if let value = tens[word] ?? teens[word] { return (value, 2) }
        return units[word].map { ($0, 1) }
    }
}
