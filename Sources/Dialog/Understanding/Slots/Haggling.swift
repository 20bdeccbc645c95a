/// Sums a client names while bargaining over the company's price: "давай четыре", when five thousand were asked.
struct Haggling {
    /// How far the client's sum may lie below the company's price.
    private static let lowestShare = 0.3
    private static let cues: [Pattern] = ["давай|давайте|дам|даю|заплачу|отдам|скинь|скиньте|скинете|уступите|уступи|сторгуемся|согласен|согласна|договоримся|максимум|могу|готов|готова|только|устроит ..2 #", "!не больше #", "!до|к|в|за # дам|даю|отдам|заплачу|потолок|край", "за # ..1 отдашь|отдадите|сделаешь|сделаете|привезешь|привезете|сможешь|сможете|возьму|договоримся|приедешь|приедете"]

    let talk: Conversation

    /// What the client offers in the line, in whole roubles.
    func offers(in line: Line) -> [Money] {
        guard let price = price(before: line.index) else { return [] }
        return Self.cues.all(in: line).compactMap { cue in
            guard let sum = cue.lazy.compactMap({ Quantity.read(line, at: $0) }).first, !sum.hasMultiplier, sum.value >= 1, sum.value < 1_000 else { return nil }
            let end = sum.range.upperBound
            let isFollowedByNoun = end < line.tokens.count && !line.tokens[end].followsPause && !CommonWords.isFunction(line.tokens[end].text) && !["дам", "даю", "отдам", "заплачу", "потолок", "больше", "максимум", "сделаешь", "сделаете", "отдашь", "отдадите", "брат", "край"].contains(line.tokens[end].text)
            let amount = Int((sum.value * 1_000).rounded())
            guard !isFollowedByNoun, Double(amount) >= Double(price) * Self.lowestShare, amount <= price else { return nil }
            return Money(amount: amount, currency: "RUB", range: sum.range, isCertain: true)
        }
    }

    /// The last price in thousands that the company named.
    private func price(before index: Int) -> Int? {
        for line in talk.companyLines.reversed() where line.index < index {
            if let sum = Money.all(in: line).last(where: { $0.isCertain && $0.currency == "RUB" && $0.amount >= 1_000 && $0.amount < 1_000_000 }) { return sum.amount }
        }
        return nil
    }
}
