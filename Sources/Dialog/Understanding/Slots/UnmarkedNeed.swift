/// Needs without any word of wanting: "ремонт двушки, новостройка", "акт сверки за третий квартал, там расхождение", "двадцать столов и диваны".
struct UnmarkedNeed {
    private static let strength = 0.34
    private static let contentWeight = 0.03
    private static let mostContent = 6
    private static let quantityBonus = 0.14
    private static let askedBonus = 0.1
    /// Every later utterance of the client is the less likely to be the request.
    private static let orderWeight = 0.025
    private static let mostOrder = 12
    /// Fewest content words of a request nobody asked for.
    private static let fewestContent = 3

    /// Questions whose answers are other facts than the need.
    private static let otherQuestions: [Pattern] =
        NameCues.questions + [
            "город*|адрес*|куда|откуда|где", "номер*|телефон*|почт*|связи", "бюджет*|сумм*|стоимост*|рассчитыва*|ориентир*", "когда|срок*|дат*|время|во сколько|числ*|удобно", "верно|правильно $", "слышно",
        ]
    private static let refusals: [Pattern] = [
        "не ..1 надо|нужно|нужен|нужна|нужны|интересно|интересует|буду|хочу|верю|звоните", "неинтересно|некогда|занят|занята", "перезвон*|наберите|позвоните|созвон*", "до свидания", "дорого|дороговато|космос|рассчитыва*", "подрядчик*|поставщик*|устраивает|решает|решила|решил|решаю|решим|обсудим|обсудить", "пришлите|посмотрю|почитаю|передам|скиньте", "уже ..2 заказали|заказал|заказала|купили|купил|купила|нашли|нашел|нашла", "собака ..5 точка", "нет дома|месте", "это ..1 жена|муж|мама|сын|дочь|секретарь", "что ..2 хотели", "бежать|встреча|совещание|рулем", "вдруг", "подожд*|жду", "в другом месте", "насчитали|посчитали ..2 меньше|дешевле|больше", "меньше|дешевле|больше ..2 насчитали|посчитали", "раз звоню|звоним|набираю", "дозвон*|спрашива*", "обман*|мошенник*|развод*|обожг*", "подума*|посовет*", "ошиб* ..1 номер*", "робот*|автоответчик*", "передумал*",
    ]

    let talk: Conversation
    let wishes: PersonWish

    /// The sentences of the client that may be a request, by how much they say.
    func candidates() -> [NeedFinder.Candidate] {
        talk.clientLines.enumerated().flatMap { order, line -> [NeedFinder.Candidate] in
            let asked = talk.answers(line, to: NeedCues.questions)
            let answersOther = !asked && talk.questions(before: line.index).first.map { Self.otherQuestions.occur(in: $0) } ?? false
            let wish = wishes.wish(in: line)
            let empty = emptyPlaces(line)
            return sentences(line).compactMap { sentence in
                guard var found = candidate(line, sentence, without: wish, empty) else { return nil }
                let hasQuantity = quantity(line, sentence, empty)
                guard !answersOther || hasQuantity, found.content >= (asked || hasQuantity ? 1 : wish != nil ? 2 : Self.fewestContent) else { return nil }
                found.score = Self.strength + Self.contentWeight * Double(min(found.content, Self.mostContent)) + (hasQuantity ? Self.quantityBonus : 0) + (asked ? Self.askedBonus : 0)
                found.score -= Double(min(order, Self.mostOrder)) * Self.orderWeight
                return found
            }
        }
    }

    private func sentences(_ line: Line) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < line.tokens.count {
            let end = line.sentenceEnd(after: start)
            found.append(start..<end)
            start = end
        }
        return found
    }

    private func candidate(_ line: Line, _ sentence: Range<Int>, without wish: Range<Int>?, _ empty: Set<Int>) -> NeedFinder.Candidate? {
        guard Self.refusals.first(in: line, sentence) == nil else { return nil }
        var range = sentence
        // What stands behind the wish tells why the person is wanted; what stands before, less often.
        if let wish, wish.overlaps(sentence) {
            let behind = min(wish.upperBound, sentence.upperBound)..<sentence.upperBound
            let before = sentence.lowerBound..<max(sentence.lowerBound, min(wish.lowerBound, sentence.upperBound))
            range = content(line, behind, empty).count >= content(line, before, empty).count ? behind : before
        }
        let places = content(line, range, empty)
        guard let first = places.first, let last = places.last else { return nil }
        let nouns = places.filter { !CommonWords.looksLikeVerb(line.tokens[$0].text) }
        guard !nouns.isEmpty else { return nil }
        return NeedFinder.Candidate(range: first..<last + 1, line: line, score: 0, content: places.count)
    }

    private func content(_ line: Line, _ range: Range<Int>, _ empty: Set<Int>) -> [Int] {
        range.filter { !empty.contains($0) && NeedFinder.isContent(line.tokens[$0]) && !NeedCues.talkVerbs.contains(line.tokens[$0].text) }
    }

    /// Times, places, sums and names say something else than the need.
    private func emptyPlaces(_ line: Line) -> Set<Int> {
        var places = Set(TimePhrase.all(in: line).flatMap(\.range))
        for position in line.all {
            if let city = Cities.city(at: position, in: line), !city.isAmbiguous || talk.isCased { places.formUnion(city.range) }
            let word = line.tokens[position].text
            if let form = NameForms.form(of: word), !FirstNames.ambiguous.contains(form.nominative) { places.insert(position) }
            if Surnames.patronymic(word) != nil || PersonWords.isPerson(line, at: position) || PersonWords.isMachine(word) || CompanyWords.isCompanyWord(word) || CompanyWords.isRole(word) || PersonWords.isSpeaking(word) { places.insert(position) }
            if position > 0, Surnames.looksLikeSurname(word), NameForms.form(of: line.tokens[position - 1].text) != nil { places.insert(position) }
        }
        return places
    }

    /// "двадцать столов", "визитки тысяча штук": things that are counted.
    private func quantity(_ line: Line, _ range: Range<Int>, _ empty: Set<Int>) -> Bool {
        range.contains { position in
            guard !empty.contains(position), let number = Quantity.read(line, at: position), number.range.upperBound < range.upperBound else { return false }
            let next = line.tokens[number.range.upperBound]
            if ["штук", "штуки", "штука", "тонн", "тонны", "комплект", "комплекта", "комплектов", "паллет", "паллеты", "коробок", "мешков", "рулонов", "упаковок", "экземпляров"].contains(next.text) { return true }
            return !empty.contains(number.range.upperBound) && NeedFinder.isContent(next) && !Self.units.contains { next.text.hasPrefix($0) } && !CommonWords.looksLikeVerb(next.text)
        }
    }

    private static let units = ["метр", "квадрат", "кв", "руб", "тыс", "милл", "год", "лет", "мес", "дн", "час", "мин", "недел", "раз", "этаж", "квартал", "процент", "класс", "квартир", "дом", "подъезд", "корпус", "человек", "взросл", "детей", "ребен", "число", "числа", "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
}
