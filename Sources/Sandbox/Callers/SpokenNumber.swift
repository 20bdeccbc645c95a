/// Numbers as rows of number words: ids of the catalogue's `number.` group.
package enum SpokenNumber {
    /// How a caller says the groups of a phone number.
    package enum Style: Sendable, CaseIterable {
        /// 926 as "девятьсот двадцать шесть".
        case grouped
        /// 926 as "девять два шесть".
        case digits
    }

    /// Words of a Russian number in E.164 (`+7` and ten digits): the country's digit, then groups of 3, 3, 2 and 2.
    package static func phone(_ number: String, style: Style, leadingPlus: Bool) -> [PhraseID] {
        let digits = number.compactMap(\.wholeNumberValue)
        guard digits.count == 11 else { return digits.map(word) }
        var ids = leadingPlus ? [PhraseID("number.plus"), word(7)] : [word(8)]
        for range in [1..<4, 4..<7, 7..<9, 9..<11] {
            ids += style == .digits ? digits[range].map(word) : group(Array(digits[range]))
        }
        return ids
    }

    /// A group of digits as one number, leading zeros said one by one.
    static func group(_ digits: [Int]) -> [PhraseID] {
        let zeros = digits.prefix { $0 == 0 }
        let value = digits.reduce(0) { $0 * 10 + $1 }
        return zeros.map { _ in word(0) } + (value == 0 ? [] : words(value))
    }

    /// A number of 1...999.
    static func words(_ value: Int) -> [PhraseID] {
        var ids: [PhraseID] = []
        if value >= 100 { ids.append(word(value / 100 * 100)) }
        let rest = value % 100
        if rest >= 20 {
            ids.append(word(rest / 10 * 10))
            if rest % 10 > 0 { ids.append(word(rest % 10)) }
        } else if rest > 0 {
            ids.append(word(rest))
        }
        return ids
    }

    private static func word(_ value: Int) -> PhraseID { PhraseID("number.\(value)") }
}
