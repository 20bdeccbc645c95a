/// Telephone numbers in E.164 (ITU-T): "+" and 8 to 15 digits.
package enum PhoneNumber {
    /// Longest text that is looked at, in characters.
    private static let maxCharacters = 64
    private static let shortest = 8
    private static let longest = 15
    /// Digits of an extension.
    private static let longestExtension = 10

    /// Whose numbering plan applies unless CALL_REGION says otherwise, ISO 3166 alpha-2.
    package static let defaultRegion = "RU"
    /// The regions whose numbering plans are known, ISO 3166 alpha-2, in order.
    package static var regions: [String] { PhoneRegion.plans.keys.sorted() }

    /// The number in E.164, or nil when the text is not one telephone number.
    ///
    /// Takes digits with spaces, dashes, brackets, dots and slashes, a leading "+" or "00" (in Russia also "810"), "tel:" or "тел." before and an
    /// extension ("доб. 12", "ext 12") after it, which is dropped. Without a country code the plan of `region` (ISO 3166 alpha-2) applies;
    /// in Russia 8XXXXXXXXXX and 10 digits become +7.
    package static func normalise(_ raw: String, region: String = defaultRegion) -> String? {
        guard raw.count <= maxCharacters, let (hasPlus, digits) = Self.digits(of: raw) else { return nil }
        if hasPlus { return international(digits) }
        if digits.hasPrefix("00") { return international(String(digits.dropFirst(2))) }
        guard let plan = PhoneRegion.plans[region] else { return nil }
        if plan.trunk == "8", digits.hasPrefix("810"), digits.count > plan.nationalDigits + 1 { return international(String(digits.dropFirst(3))) }
        if digits.count == plan.nationalDigits { return national(digits, plan) }
        if digits.hasPrefix(plan.trunk), digits.count == plan.trunk.count + plan.nationalDigits {
            return national(String(digits.dropFirst(plan.trunk.count)), plan)
        }
        if digits.hasPrefix(plan.code), digits.count == plan.code.count + plan.nationalDigits { return international(digits) }
        return digits.count > plan.nationalDigits + 1 ? knownInternational(digits) : nil
    }

    /// The numbers said or written in the text, the most certain first.
    package static func spoken(in text: String) -> [SpokenPhone] {
        let line = Line(index: 0, side: .client, text: text)
        return PhoneDictation.runs(in: [line]).compactMap { run in
            guard let best = PhoneLattice.numbers(of: run).first else { return nil }
            return SpokenPhone(number: best.number, alternatives: best.alternatives, quote: run.quote(in: line))
        }
    }

    /// The digits of an extension ("доб. 12", "ext 12", "#12", ";ext=12"); "" where its mark stands and no digits follow, nil where there is no mark.
    package static func extensionDigits(of raw: String) -> String? {
        guard let mark = split(raw).extension else { return nil }
        let digits = mark.drop { !$0.isNumber }.reversed().drop { $0.isWhitespace || ".)".contains($0) }.reversed()
        let isClean = digits.allSatisfy { $0.isASCII && $0.isNumber } && digits.count <= longestExtension
        return isClean ? String(digits) : ""
    }

    /// The number and what stands behind the mark of an extension, both folded.
    private static func split(_ raw: String) -> (number: String, extension: String?) {
        let text = raw.folded
        guard let mark = ["доб", "ext", "#", "вн"].compactMap({ text.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) else { return (text, nil) }
        var number = text[..<mark.lowerBound]
        while number.last == ";" { number.removeLast() }
        return (String(number), String(text[mark.upperBound...]))
    }

    private static func digits(of raw: String) -> (plus: Bool, digits: String)? {
        var text = Substring(split(raw).number)
        if let prefix = ["tel:", "tel", "тел.", "тел", "т.", "моб."].first(where: { text.hasPrefix($0) }) { text = text.dropFirst(prefix.count) }
        var plus = false
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else if character == "+" {
                guard digits.isEmpty, !plus else { return nil }
                plus = true
            } else if !" \u{a0}\u{202f}\t-–—‑()./,".contains(character) {
                return nil
            }
        }
        return digits.isEmpty ? nil : (plus, digits)
    }

    private static func national(_ digits: String, _ plan: PhoneRegion) -> String? {
        guard let first = digits.first, Set(digits).count > 1 || digits.first == "9" else { return nil }
        // Kazakhstan and Russia share +7: a national number of either is taken under both.
        // Codes 79x and 89x exist in neither: such ten digits are a longer number that lost one.
        if plan.code == "7", digits.hasPrefix("79") || digits.hasPrefix("89") { return nil }
        let allowed: Set<Character> = plan.code == "7" ? ["3", "4", "7", "8", "9"] : plan.firstDigits
        return allowed.contains(first) ? "+" + plan.code + digits : nil
    }

    private static func international(_ digits: String) -> String? {
        guard (shortest...longest).contains(digits.count), digits.first != "0" else { return nil }
        if digits.hasPrefix("7") {
            return digits.count == 11 ? PhoneRegion.plans["RU"].flatMap { national(String(digits.dropFirst()), $0) } : nil
        }
        // "+8 926 ...": the trunk prefix written with a plus; no country has the code 89.
        if digits.hasPrefix("89"), digits.count == 11 { return "+7" + digits.dropFirst() }
        return knownInternational(digits) ?? (PhoneRegion.internationalLengths.contains { digits.hasPrefix($0.code) } ? nil : "+" + digits)
    }

    /// A number whose country code and length are both known.
    private static func knownInternational(_ digits: String) -> String? {
        guard let plan = PhoneRegion.internationalLengths.first(where: { digits.hasPrefix($0.code) }) else { return nil }
        return plan.digits == 0 || plan.digits == digits.count ? "+" + digits : nil
    }
}

/// A telephone number somebody said.
package struct SpokenPhone: Sendable, Hashable {
    /// E.164.
    package let number: String
    /// Other readings of the same words, the likelier first.
    package let alternatives: [String]
    /// The literal words.
    package let quote: String
}
