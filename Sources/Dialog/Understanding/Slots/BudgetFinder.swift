/// Finds the sum the client is ready to spend.
enum BudgetFinder {
    private static let questions = Pattern.list(
        """
        бюджет*
        сумм*
        сколько .. готовы|планируете|потратить|рассчитываете|вложить|заложили
        в какую стоимость|цену
        какой .. цен* .. категории|диапазон|сегмент
        на какую .. сумму|стоимость|цену
        ценов* диапазон|категори*|сегмент
        по деньгам|цене|стоимости|финансам
        budget
        price range
        how much .. spend
        """)
    private static let strong = Pattern.list(
        """
        бюджет*
        в пределах
        в районе
        не дороже|больше|более|выше
        рассчитыва*
        готов|готова|готовы .. потратить|заплатить|отдать|вложить|выделить
        уложи*|укладыва*|влож*
        располага*
        ориентир*
        на сумму
        потолок
        максимум
        по деньгам
        выделили|выделено|выделяем|заложили|заложено
        хватит
        тысяч .. максимум
        потратить
        могу .. потратить|заплатить|отдать|позволить
        планиру* .. потратить|вложить
        budget
        up to
        at most
        no more than
        в сумму
        сумма
        лимит
        not more than
        у меня|нас есть
        думали|думал|думала|прикидывал*|прикидываем|закладыва*|предел|край|потян*|осил*|накопил*|скопил*|отложил*|собрал*
        на руках
        отложено|накоплено|скоплено|собрано
        у меня|нас ..2 тысяч|тысячи
        в размере
        хотелось бы ..2 до
        не ..1 превышать
        вписа*
        уложиться
        не хотелось бы больше|дороже
        хотелось .. до
        """)
    /// Somebody else's price or the one just heard is no budget.
    private static let prices = Pattern.list(
        """
        насчитали|посчитали|предлож*|предлага*|конкурент*|сосед*|друг*
        вы|вами .. сказали|говорили|назвали|обещали
        стоил*|стоит|стоят|обошл*|платил*|платим|заплатил*|купил*|брал*|отдал*
        на сайте
        дешевле
        у других|вас
        зарплат*
        скидк*
        почему|зачем
        дорого
        минимальн*
        """)
    private static let limits: Set<String> = ["до", "около", "порядка", "максимум", "примерно", "приблизительно", "up", "around", "about"]

    /// The slot, or nil when no budget was named.
    static func slot(in talk: Conversation) -> Slot? {
        let found = talk.clientLines.flatMap { candidates(in: $0, talk) }
        return found.reversed().max { ($0.confidence, $0.utterance) < ($1.confidence, $1.utterance) }
    }

    private static func candidates(in line: Line, _ talk: Conversation) -> [Slot] {
        let asked = talk.answers(line, to: questions)
        let haggled = Haggling(talk: talk).offers(in: line).map { Slot(name: .budget, value: $0.text, confidence: 0.72, quote: line.quote($0.range), utterance: line.index) }
        return haggled + Self.inThousands(Money.all(in: line), line).compactMap { money in
            let sentence = line.sentence(of: money.range.lowerBound)
            let near = max(sentence.lowerBound, money.range.lowerBound - 8)..<min(sentence.upperBound, money.range.upperBound + 4)
            let isNamed = strong.first(in: line, near) != nil
            let before = money.range.lowerBound > 0 ? line.tokens[money.range.lowerBound - 1].text : ""
            let isLimited = limits.contains(before) || line.tokens[money.range].contains { limits.contains($0.text) }
            guard asked || isNamed || (isLimited && money.isCertain) else { return nil }
            if !isNamed, prices.first(in: line, near) != nil { return nil }
            guard let amount = amount(of: money, in: line, isNamed: isNamed || asked) else { return nil }
            var sum = money
            sum.amount = amount
            let confidence =
                (isNamed && asked ? 0.95 : isNamed ? 0.9 : asked ? 0.88 : 0.7) - (money.isCertain ? 0 : 0.15) - (before == "не" ? 0.5 : 0)
            return Slot(name: .budget, value: sum.text, confidence: confidence, quote: line.quote(money.range), utterance: line.index)
        }
    }

    /// "Тысяч двести, двести двадцать, ну двести тридцать": the thousands said once hold for the sums that follow.
    private static func inThousands(_ sums: [Money], _ line: Line) -> [Money] {
        var context: Money?
        return sums.map { sum in
            var sum = sum
            if let known = context, !sum.isCertain, (1..<1_000).contains(sum.amount), sum.range.lowerBound - known.range.upperBound <= followingWords, isAlike(sum.amount, known.amount), !hasUnit(line, sum) {
                sum.amount *= 1_000
                sum.isCertain = true
            }
            context = sum.isCertain && sum.amount >= 1_000 && sum.amount < 1_000_000 ? sum : context
            return sum
        }
    }

    /// Most words between a sum and the one that replaces it.
    private static let followingWords = 6

    private static func isAlike(_ thousands: Int, _ sum: Int) -> Bool {
        let ratio = Double(thousands * 1_000) / Double(sum)
        return ratio > 0.4 && ratio < 2.5
    }

    private static func hasUnit(_ line: Line, _ sum: Money) -> Bool {
        guard sum.range.upperBound < line.tokens.count, !line.tokens[sum.range.upperBound].followsPause else { return false }
        return ["метр", "квадрат", "штук", "дн", "час", "человек", "процент", "лет", "кг", "кило", "литр"].contains { line.tokens[sum.range.upperBound].text.hasPrefix($0) }
    }

    /// "Бюджет сто пятьдесят" means thousands; a number of pieces, of hours or of a date is no sum.
    private static func amount(of money: Money, in line: Line, isNamed: Bool) -> Int? {
        if money.isCertain { return money.amount }
        let end = money.range.upperBound
        let isFollowedByNoun = end < line.tokens.count && !line.tokens[end].followsPause && !CommonWords.isFunction(line.tokens[end].text)
        guard isNamed, !isFollowedByNoun, (10..<1_000).contains(money.amount) else { return nil }
        return money.amount * 1_000
    }
}
