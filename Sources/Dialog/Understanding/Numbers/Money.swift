/// A sum of money in an utterance.
struct Money: Sendable {
    /// Whole units of the currency.
    var amount: Int
    /// ISO 4217: RUB, USD, EUR, KZT, BYN or CNY.
    var currency: String
    var range: Range<Int>
    /// True when it was said with a unit or a multiplier, or is as large as only a sum is.
    var isCertain: Bool

    /// Sums above this are no budgets but telephone or contract numbers.
    private static let ceiling = 100_000_000_000.0
    /// Numbers from here on are sums even if no unit was said.
    private static let largeNumber = 3_000.0

    /// The value as slots write it: whole roubles as digits, other currencies with their code.
    var text: String { currency == "RUB" ? String(amount) : "\(amount) \(currency)" }

    /// All sums in the range, from left to right.
    static func all(in line: Line, _ range: Range<Int>? = nil) -> [Money] {
        let range = (range ?? line.all).clamped(to: line.all)
        var found: [Money] = []
        var position = range.lowerBound
        while position < range.upperBound {
            guard let money = read(line, at: position) else {
                position += 1
                continue
            }
            found.append(money)
            position = money.range.upperBound
        }
        return found
    }

    private static func read(_ line: Line, at start: Int) -> Money? {
        guard var quantity = Quantity.read(line, at: start), quantity.value >= 1, quantity.value < ceiling else { return nil }
        var end = quantity.range.upperBound
        var currency = "RUB"
        var certain = quantity.hasMultiplier || quantity.value >= largeNumber
        if isThousandsOfRoubles(line, at: end) {
            quantity.value *= 1_000
            end += 2
            certain = true
        } else if end < line.tokens.count, let unit = unit(line.tokens[end]) {
            currency = unit
            certain = true
            end += 1
        } else if isBelarusian(line, at: end) {
            currency = "BYN"
            certain = true
            end += 2
        }
        let after = line.after(end - 1)
        if after.contains("₽") { certain = true }
        if after.contains("$") { (currency, certain) = ("USD", true) }
        if after.contains("€") { (currency, certain) = ("EUR", true) }
        return Money(amount: Int(quantity.value.rounded()), currency: currency, range: start..<end, isCertain: certain && !isOtherUnit(line, at: end))
    }

    /// "50 т.р."
    private static func isThousandsOfRoubles(_ line: Line, at position: Int) -> Bool {
        position + 1 < line.tokens.count && line.tokens[position].text == "т" && line.tokens[position + 1].text == "р"
    }

    /// "Пять тысяч белорусских рублей."
    private static func isBelarusian(_ line: Line, at position: Int) -> Bool {
        position + 1 < line.tokens.count && line.tokens[position].text.hasPrefix("белорусск") && line.tokens[position + 1].text.hasPrefix("рубл")
    }

    private static func unit(_ token: Token) -> String? {
        switch token.text {
        case "руб", "р", "rub", "roubles", "rubles": "RUB"
        case _ where token.text.hasPrefix("рубл"): "RUB"
        case "бакс", "usd", "dollar", "dollars", "bucks": "USD"
        case _ where token.text.hasPrefix("доллар") || token.text.hasPrefix("бакс"): "USD"
        case "евро", "euro", "euros", "eur": "EUR"
        case "тенге", "tenge", "kzt": "KZT"
        case "byn": "BYN"
        case "юань", "юаня", "юаней", "yuan", "cny": "CNY"
        default: nil
        }
    }

    /// "пять тысяч штук" is no sum.
    private static func isOtherUnit(_ line: Line, at position: Int) -> Bool {
        guard position < line.tokens.count, !line.tokens[position].followsPause else { return false }
        let stems = [String](
            words:
                """
                штук шт квадрат метр кв литр тонн килограмм кг экземпляр человек километр км год лет месяц дн день час минут процент
                упаков комплект страниц листов коробок пачек кирпич миллиметр сантиметр
                """)
        return stems.contains { line.tokens[position].text.hasPrefix($0) }
    }
}
