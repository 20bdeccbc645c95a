/// Finds the city the client is in or wants the work done in.
enum CityFinder {
    private static let questions = Pattern.list(
        """
        город|города|городе|городу|городов
        откуда
        где .. находитесь|живете|располагаетесь|проживаете|находится
        регион*
        адрес*
        куда .. доставка|доставить|везти|отправить|привезти
        место|местонахождение
        населенный|пункт*
        в каком
        city|located|where|based
        доставка|доставку|доставить куда
        объект .. находится|где
        где .. объект
        """)
    private static let strong = Pattern.list(
        """
        я|мы .. из
        звоню|звоним из
        живу|живем|находимся|нахожусь|проживаю|располагаемся|базируемся в|во
        город|города|городе
        г
        мы|я в|во
        из города
        доставка|доставку|доставить|привезти|отправить|отправка в|во|до|по
        from
        based|located|live in
        сам|сама|сами из
        объект|дом|квартира|офис|склад|дача|участок|магазин в|во|под
        """)
    private static let prepositions = Set(
        words:
            """
            в во из по до под г город города городе около возле через in from to near городу с на
            """)
    private static let weak: Set<String> = ["с", "на"]

    /// The slot, or nil when no city was named.
    static func slot(in talk: Conversation) -> Slot? {
        let found = talk.clientLines.flatMap { candidates(in: $0, talk) } + confirmed(talk)
        return found.max { ($0.confidence, -$0.utterance) < ($1.confidence, -$1.utterance) }
    }

    private static func candidates(in line: Line, _ talk: Conversation) -> [Slot] {
        let asked = talk.answers(line, to: questions)
        var slots: [Slot] = []
        for position in line.all {
            guard let city = Cities.city(at: position, in: line) else { continue }
            // "в самом Дмитрове", "в городе Чехов": the preposition stands one word further.
            let skips = position > 1 && ["самом", "самой", "самого", "городе", "нашем", "центре", "районе"].contains(line.tokens[position - 1].text)
            let before = position > 0 ? line.tokens[position - (skips ? 2 : 1)].text : ""
            if isInsideLonger(position, line) { continue }
            guard let confidence = confidence(city, in: line, before: before, asked: asked, isCased: talk.isCased) else { continue }
            slots.append(Slot(name: .city, value: city.name, confidence: confidence, quote: line.quote(city.range), utterance: line.index))
        }
        return slots
    }

    private static func confidence(_ city: Cities.Found, in line: Line, before: String, asked: Bool, isCased: Bool) -> Double? {
        let start = city.range.lowerBound
        // "Тамара Белова": a surname that sounds like a city in another case.
        if start > 0, NameForms.form(of: before)?.isNominative == true, city.name.folded != line.words(city.range), Surnames.looksLikeSurname(line.words(city.range)) { return nil }
        // "не в Москве, а в Твери": the one behind "не" is not it.
        if line.tokens[max(0, start - 2)..<start].contains(where: { $0.text == "не" }) { return nil }
        if ["улица", "улице", "улицы", "ул", "проспект", "шоссе", "станция", "метро", "площадь"].contains(before) { return nil }
        let hasPreposition = prepositions.contains(before) && !weak.contains(before)
        if let cue = strong.first(in: line, max(0, start - 5)..<start), cue.upperBound == start { return 0.93 }
        if asked, hasPreposition || !city.isAmbiguous || line.tokens.count <= 3 { return 0.92 }
        if hasPreposition { return line.isQuestion(at: start) ? 0.7 : 0.8 }
        if city.isAmbiguous || NameForms.form(of: line.words(city.range)) != nil { return nil }
        if isCased, !line.tokens[start].isCapital { return nil }
        return weak.contains(before) ? 0.45 : 0.6
    }

    /// "Нижний Новгород" holds "Новгород".
    private static func isInsideLonger(_ position: Int, _ line: Line) -> Bool {
        (1...2).contains { back in
            position - back >= 0 && (Cities.city(at: position - back, in: line)?.range.contains(position) ?? false)
        }
    }

    /// "Вы из Казани?" - "Да."
    private static func confirmed(_ talk: Conversation) -> [Slot] {
        talk.companyLines.flatMap { line -> [Slot] in
            guard let reply = talk.reply(to: line.index), PhoneFinder.agreement.first(in: reply) != nil else { return [] }
            return line.all.compactMap { position in
                guard let city = Cities.city(at: position, in: line), line.isQuestion(at: position) || !talk.isCased, !isInsideLonger(position, line),
                    !city.isAmbiguous || (position > 0 && ["из", "в", "во", "город"].contains(line.tokens[position - 1].text))
                else { return nil }
                return Slot(name: .city, value: city.name, confidence: 0.65, quote: line.quote(city.range), utterance: line.index)
            }
        }
    }
}
