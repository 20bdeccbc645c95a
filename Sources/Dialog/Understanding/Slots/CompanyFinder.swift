/// Finds the company the client speaks for.
struct CompanyFinder {
    /// Most words of a company's name.
    private static let mostWords = 4

    /// Words that end a name.
    private static let tails = Set(
        words:
            """
            сервис плюс групп груп строй трейд маркет инвест лайн тех про мед торг проект снаб логистик логистика транс авто дом центр
            студио банк медиа софт системс системы системз бизнес интернешнл холдинг монтаж консалт консалтинг эксперт клуб фуд пром
            энерго юг север запад восток импорт экспорт опт рус интер глобал ресурс капитал актив партнер партнерс союз альянс фарм агро
            телеком решения продукт хаус пласт металл электро климат ltd inc llc group solutions systems софтвер девелопмент мебель
            техника стиль лайт лимитед
            """)
    /// Adjectives before "компания" that make it a kind of company.
    private static let foreign = Set(
        words:
            """
            ваша вашей вашу ваш вашем вашего другая другой другую другие какая какой этой эта управляющая управляющей транспортная
            транспортной транспортную любая чужой страховая страховой одной одну такой та той моя your another other which
            """)
    private static let questions = Pattern.list(
        """
        компани*
        организаци*
        фирм*
        откуда
        представьтесь
        юр*
        от кого
        представляете
        кого .. представляете
        company
        calling from
        """)
    private static let stops = Set(
        words:
            """
            номер беспокоит звонит дешевле дороже лучше предлагают говорят сказали обещали уже давно занимается которая по у хочу хотим хотели
            нам мне меня мы интересует называется именуется слушаю работает продаж
            """)

    let talk: Conversation

    /// The slot, or nil when the client named no company.
    func slot() -> Slot? {
        let own = Set(talk.companyLines.flatMap { candidates(in: $0, isClient: false) }.map { Self.bare($0.value) })
        let found = talk.clientLines.flatMap { candidates(in: $0, isClient: true) + answer($0) + behindName($0) + written($0) + suffixed($0) }.filter {
            !own.contains(Self.bare($0.value))
        }
        return found.max { ($0.confidence, -$0.utterance) < ($1.confidence, -$1.utterance) }
    }

    /// The name without its legal form, folded.
    static func bare(_ name: String) -> String {
        Tokeniser.cut(name).tokens.map(\.text).filter { !CompanyWords.legalForms.contains($0) }.joined(separator: " ")
    }

    private func candidates(in line: Line, isClient: Bool) -> [Slot] {
        spelledOut(line) + line.all.compactMap { position in
            let head = line.tokens[position].text
            guard CompanyWords.isCompanyWord(head) else { return nil }
            if position > 0, Self.foreign.contains(line.tokens[position - 1].text) { return nil }
            let isLegal = CompanyWords.legalForms.contains(head)
            var start = position + 1
            // "компания называется Вектор", "компания ООО Вектор": the name stands behind.
            while start < line.tokens.count,
                ["называется", "именуется", "наша", "наша", "моя", "под", "названием", "это"].contains(line.tokens[start].text)
            { start += 1 }
            if start < line.tokens.count, CompanyWords.legalForms.contains(line.tokens[start].text) { return nil }
            guard start < line.tokens.count, let range = name(in: line, at: start, isCertain: isLegal) else { return nil }
            if isClient, line.isQuestion(at: position), !isLegal, position < 3 { return nil }
            let value = (isLegal && head != "гк" ? head.uppercased() + " " : "") + clean(line, range)
            let quoted = (isLegal ? position : range.lowerBound)..<range.upperBound
            return Slot(name: .company, value: value, confidence: isLegal ? 0.92 : 0.87, quote: line.quote(quoted), utterance: line.index)
        }
    }

    /// The tokens of the name that begins at `start`.
    private func name(in line: Line, at start: Int, isCertain: Bool) -> Range<Int>? {
        if let quoted = quoted(line, at: start) { return quoted }
        let first = line.tokens[start]
        if first.startsSentence || (CommonWords.isFunction(first.text) || Self.stops.contains(first.text)) { return nil }
        if first.followsPause, first.gap.contains(","), !first.isCapital { return nil }
        if talk.isCased, !first.isCapital, !first.isDigits, !isCertain { return nil }
        if !talk.isCased, !isCertain, NameReader.isVerbal(first.text) { return nil }
        let run = runEnd(line, from: start)
        if !talk.isCased, isCertain || isIntroduced(line, head: start - 1), run - start <= Self.mostRunWords { return start..<run }
        var end = start + 1
        while end < line.tokens.count, end - start < Self.mostWords, continues(line, start: start, at: end) { end += 1 }
        return start..<end
    }

    /// Longest name taken whole up to the next little word, in words.
    private static let mostRunWords = 3

    /// Where the words end that could all belong to the name: at a little word, a verb, a person's name, a city or a number.
    private func runEnd(_ line: Line, from start: Int) -> Int {
        var end = start + 1
        while end < line.tokens.count, !line.tokens[end].followsPause {
            let word = line.tokens[end].text
            let isPerson = NameForms.form(of: word)?.isNominative == true || Surnames.patronymic(word) != nil
            if isPerson || CommonWords.isFunction(word) || Self.stops.contains(word) || CompanyWords.isRole(word) || CompanyWords.isCompanyWord(word) || NumberWords.isNumberWord(word) || Cities.city(at: end, in: line) != nil { break }
            if CommonWords.looksLikeVerb(word), !Self.tails.contains(word) { break }
            end += 1
        }
        return end
    }

    /// "из компании", "это фирма", "компания" before the speaker's name: the client's own, not one in the middle of a story.
    private func isIntroduced(_ line: Line, head: Int) -> Bool {
        guard head >= 0, ["компания", "компании", "компанию", "фирма", "фирмы", "организация", "организации"].contains(line.tokens[head].text) || head > 0 && ["из", "от", "это", "я", "мы", "беспокоит"].contains(line.tokens[head - 1].text) else { return false }
        return true
    }

    /// "Общество с ограниченной ответственностью Северный ветер", "индивидуальный предприниматель Сидоров".
    private func spelledOut(_ line: Line) -> [Slot] {
        let forms: [(Pattern, String)] = [("обществ* с ограниченной ответственностью", "ООО"), ("индивидуальн* предпринимател*", "ИП"), ("акционерн* обществ*", "АО"), ("управляющ* компани*", "УК")]
        return forms.compactMap { form, short in
            guard let found = form.first(in: line), found.upperBound < line.tokens.count, let range = name(in: line, at: found.upperBound, isCertain: true) else { return nil }
            return Slot(name: .company, value: short + " " + clean(line, range), confidence: 0.93, quote: line.quote(found.lowerBound..<range.upperBound), utterance: line.index)
        }
    }

    /// "У меня ресторан в Сочи открывается, «Виноградная лоза»": a quoted name beside a word for a business.
    private func written(_ line: Line) -> [Slot] {
        line.all.compactMap { position in
            guard let range = quoted(line, at: position), !line.isQuestion(at: position) else { return nil }
            let sentence = line.sentence(of: position)
            let isOwn = line.tokens[sentence].contains { ["меня", "нас", "наш", "наша", "наше", "мы", "мой", "моя", "мое", "я"].contains($0.text) }
            guard isOwn, line.tokens[sentence].contains(where: { CompanyWords.isCompanyWord($0.text) || CompanyWords.isBusiness($0.text) }) else { return nil }
            return Slot(name: .company, value: line.quote(range), confidence: 0.7, quote: line.quote(range), utterance: line.index)
        }
    }

    private func continues(_ line: Line, start: Int, at position: Int) -> Bool {
        let token = line.tokens[position]
        if token.startsSentence || (token.followsPause && !token.gap.contains("-")) { return false }
        if token.gap.contains("-") { return true }
        if talk.isCased, token.text == "и", position + 1 < line.tokens.count, line.tokens[position + 1].isCapital { return true }
        if CommonWords.isFunction(token.text) || Self.stops.contains(token.text)
            || Surnames.patronymic(token.text) != nil && line.tokens[start - 1].text != "ип"
        {
            return false
        }
        if Self.tails.contains(token.text) { return true }
        let isPerson = NameForms.form(of: token.text) != nil
        if line.tokens[start - 1].text == "ип" {
            return Surnames.looksLikeSurname(line.tokens[start].text) && (isPerson || Surnames.patronymic(token.text) != nil)
        }
        if talk.isCased, token.isCapital { return !isPerson }
        return isAdjective(line.tokens[position - 1].text) && !CommonWords.looksLikeVerb(token.text) && !isPerson
    }

    private func isAdjective(_ word: String) -> Bool {
        ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].contains { word.hasSuffix($0) } && word.count > 4
    }

    private func quoted(_ line: Line, at start: Int) -> Range<Int>? {
        let opening: Set<Character> = ["«", "\"", "“", "„", "'"]
        let closing: Set<Character> = ["»", "\"", "”", "“", "'"]
        guard line.tokens[start].gap.contains(where: { opening.contains($0) }) else { return nil }
        for end in start..<min(line.tokens.count, start + Self.mostWords * 2) where line.after(end).contains(where: { closing.contains($0) }) {
            return start..<end + 1
        }
        return nil
    }

    private func clean(_ line: Line, _ range: Range<Int>) -> String {
        let text = line.quote(range)
        return talk.isCased ? text : text.split(separator: " ").map { String($0).capitalisedFirst }.joined(separator: " ")
    }

    /// "Это Максим из Стройтреста": what stands behind a name and "из" and is no city.
    private func behindName(_ line: Line) -> [Slot] {
        line.all.compactMap { position in
            guard position > 0, position + 1 < line.tokens.count, ["из", "от"].contains(line.tokens[position].text),
                !line.tokens[position].startsSentence
            else { return nil }
            let before = line.tokens[position - 1].text
            let word = line.tokens[position + 1]
            guard NameForms.form(of: before)?.isNominative == true || Surnames.patronymic(before) != nil, word.text.count > 3,
                !CommonWords.isFunction(word.text), !CompanyWords.isCompanyWord(word.text)
            else { return nil }
            guard Cities.city(at: position + 1, in: line) == nil, !talk.isCased || word.isCapital,
                !Self.places.contains(where: { word.text.hasPrefix($0) })
            else { return nil }
            let quote = line.quote(position + 1..<position + 2)
            return Slot(name: .company, value: Self.nominative(quote).capitalisedFirst, confidence: 0.6, quote: quote, utterance: line.index)
        }
    }

    private static let places = [String](
        words:
            """
            город пос сел дерев район област отдел росси белорус беларус казахстан украин подмосков квартир дома кра республ татарстан
            башки сибир крым офис бухгалт
            """)

    /// The genitive behind "из" turned back: "Стройтреста", "Ромашки".
    private static func nominative(_ word: String) -> String {
        guard let last = word.last, word.count > 4 else { return word }
        let stem = String(word.dropLast())
        let before = stem.last.map { Character($0.lowercased()) } ?? " "
        switch last {
        case "а" where !"аеиоуыэюя".contains(before): return stem
        case "ы": return stem + "а"
        case "и": return stem + ("гкхжшчщ".contains(before) ? "а" : "я")
        case "я": return stem + "ь"
        default: return word
        }
    }

    /// True where no city, person, number or verb stands.
    private func isNameable(_ line: Line, _ start: Int) -> Bool {
        let token = line.tokens[start]
        return Cities.city(at: start, in: line) == nil && NameForms.form(of: token.text)?.isNominative != true && !token.isDigits && !CommonWords.looksLikeVerb(token.text)
    }

    /// "Из какой вы компании?" - "Вектор плюс".
    private func answer(_ line: Line) -> [Slot] {
        let asks = Pattern.list(
            """
            как* .. компани*|организаци*|фирм*
            название .. компании|организации|фирмы
            компания .. называется
            компания .. ваша
            откуда .. вы|звоните
            на кого|кому ..2 счет|договор|документы|выставить|оформить
            юр* лицо|лица
            плательщик*
            реквизит*
            наименование
            на какую ..1 компанию|организацию|фирму
            от .. чьего|какого лица
            вы .. представляете
            which company
            company name
            what company
            """)
        guard talk.answers(line, to: asks), line.tokens.count <= 8 else { return [] }
        let skipped: Set<String> = [
            "мы", "я", "из", "от", "это", "компания", "компании", "фирма", "называется", "наша", "ну", "да", "э", "организация", "from", "it", "s",
        ]
        guard var start = line.all.first(where: { !skipped.contains(line.tokens[$0].text) && !CommonWords.isFiller(line.tokens[$0].text) }) else {
            return []
        }
        if let named = line.all.first(where: { quoted(line, at: $0) != nil }), let range = quoted(line, at: named) {
            return [Slot(name: .company, value: line.quote(range), confidence: 0.85, quote: line.quote(range), utterance: line.index)]
        }
        // "Типография Оттиск": the kind of business is not its name.
        let isKind = CompanyWords.isCompanyWord(line.tokens[start].text) && !CompanyWords.legalForms.contains(line.tokens[start].text)
        if start + 1 < line.tokens.count, isKind, !CommonWords.isFunction(line.tokens[start + 1].text) { start += 1 }
        guard isNameable(line, start), !CommonWords.isFunction(line.tokens[start].text),
            !["частное", "физлицо", "физическое", "частник", "никакой", "сам", "сама"].contains(line.tokens[start].text)
        else { return [] }
        var end = start + 1
        while end < line.tokens.count, end - start < Self.mostWords, !line.tokens[end].followsPause, !CommonWords.isFunction(line.tokens[end].text) {
            end += 1
        }
        return [Slot(name: .company, value: clean(line, start..<end), confidence: 0.75, quote: line.quote(start..<end), utterance: line.index)]
    }
}
