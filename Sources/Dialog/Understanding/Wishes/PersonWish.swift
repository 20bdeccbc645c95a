/// Finds the client's wish to speak with a person.
///
/// The rules look at what is done (to connect, to call, to speak), with whom (a person, somebody alive) and how (asked, wanted, refused):
/// "не соедините ли" asks, "не соединяйте" refuses, "не хочу с роботом" asks again.
struct PersonWish {
    /// Words between a verb and the person.
    static let reach = 6
    /// Words between a machine and the refusal of it.
    private static let refusalReach = 9
    /// An utterance of so few words that names somebody in the case of calling is a call for him.
    private static let shortCall = 6
    /// Content words that an utterance has when it is nothing but "оператора!".
    private static let bareWords = 2

    static let pastWords = Set(
        words:
            """
            говорил говорила общался общалась разговаривал разговаривала сказал сказала обещал обещала спрашивал спрашивала объяснял
            объясняла просил просила звонил звонила приезжал приходил переключали соединяли соединили посоветовал spoke talked
            """)
    static let declined = Set(
        words:
            """
            оператора менеджера человека консультанта специалиста сотрудника руководителя начальника директора администратора
            старшего живого
            """)

    /// Words before a verb in which its denial stands.
    static let negationReach = 8

    let talk: Conversation

    /// The clearest place where the client wants a person, or nil.
    func evidence() -> Evidence? {
        for line in talk.clientLines {
            if let range = wish(in: line) ?? acceptedOffer(line) { return Evidence(quote: line.quote(range), utterance: line.index) }
        }
        return nil
    }

    /// The tokens that voice the wish in the line.
    func wish(in line: Line) -> Range<Int>? {
        for position in line.all {
            if let found = present(line, position) ?? connecting(line, position) ?? calling(line, position) ?? speaking(line, position) ?? needing(line, position) ?? namedNeed(
                line, position) ?? phrase(line, position) ?? refusingMachine(line, position)
            {
                return found
            }
        }
        return bare(line) ?? called(line)
    }

    // MARK: Rules

    /// "соедините (меня) (с менеджером)", "вы не могли бы переключить меня на оператора".
    private func connecting(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isConnecting(word), !isForbidden(line, position) else { return nil }
        let window = window(line, position)
        if let person = person(in: line, window) { return min(position, person)..<max(position, person) + 1 }
        let isLoose = ["перев", "подключ", "переброс", "перекин"].contains { word.hasPrefix($0) }
        let toMe = line.tokens[window].contains { ["меня", "нас", "me", "us", "с", "со", "на", "звонок", "вызов", "линию"].contains($0.text) }
        let isShort = line.tokens.count <= 4
        if isLoose, word.hasPrefix("подключ") { return nil }
        if isLoose, !(line.tokens[window].contains { ["меня", "нас", "звонок", "вызов"].contains($0.text) } || isShort) { return nil }
        // "соединить трубы" has a thing behind it, "соедините меня" nobody yet.
        if !toMe, !isShort, position + 1 < line.tokens.count, !line.tokens[position + 1].followsPause,
            !CommonWords.isFunction(line.tokens[position + 1].text)
        {
            return nil
        }
        return position..<min(line.tokens.count, position + 3)
    }

    /// "позовите менеджера", "дайте старшего", "можно Сергея Петровича".
    private func calling(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        if word == "можно" {
            return named(line, position + 1).map { position..<$0 + 1 } ?? (position > 0 ? named(line, position - 1).map { $0..<position + 1 } : nil)
        }
        if ["месте", "себя"].contains(word), position > 1, ["на", "у"].contains(line.tokens[position - 1].text), isNameBefore(line, position - 2) {
            return position - 2..<position + 1
        }
        guard PersonWords.isCalling(word), !isForbidden(line, position) else { return nil }
        let window = (position + 1)..<min(line.sentenceEnd(after: position), position + 1 + 4)
        // "Владимира дайте", "мне бы Ольгу услышать": somebody of the company by name.
        if let named = (max(line.sentence(of: position).lowerBound, position - 2)..<position).first(where: { isNamed(line, $0) }), word != "передайте", word != "передать" { return named..<position + 1 }
        if let person = person(in: line, window), !isContactOf(line, position, person) { return position..<person + 1 }
        if let named = window.first(where: { isNamed(line, $0) }), ["дайте", "дай", "дадите", "пригласите", "попросите", "разыщите", "найдите"].contains(word) {
            return position..<named + 1
        }
        let before = max(line.clauseStart(of: position), position - 3)..<position
        if let person = person(in: line, before), !hasPast(line, before) { return person..<position + 1 }
        if ["позовите", "позови", "позвать", "пригласите", "пригласить", "позовете", "услышать", "подзовите"].contains(word) {
            return position..<min(line.sentenceEnd(after: position), position + 4)
        }
        return nil
    }

    /// "дайте номер менеджера" wants a number.
    private func isContactOf(_ line: Line, _ verb: Int, _ person: Int) -> Bool {
        line.tokens[verb..<person].contains { ["номер", "телефон", "контакт", "контакты", "почту", "совет", "скидку", "адрес"].contains($0.text) }
    }

    /// The place itself when a name in an oblique case stands there: "можно Ивана", "Ольгу можно".
    private func named(_ line: Line, _ place: Int) -> Int? {
        guard place < line.tokens.count, isNamed(line, place), !FirstNames.everydayForms.contains(line.tokens[place].text) else { return nil }
        return place
    }

    /// "Олег на месте?", "а Марина может подойти": somebody of the company is asked for.
    private func present(_ line: Line, _ position: Int) -> Range<Int>? {
        guard let form = NameForms.form(of: line.tokens[position].text), form.isNominative, !FirstNames.ambiguous.contains(form.nominative),
            !talk.isCased || line.tokens[position].isCapital
        else { return nil }
        let behind: [Pattern] = ["..2 на ..1 месте", "..2 у себя", "..2 может|сможет ..1 подойти|ответить|говорить", "..2 свободен|свободна|подойдет"]
        guard let found = behind.longest(line, at: position + 1), !line.tokens[position + 1..<found.upperBound].contains(where: { $0.text == "не" }) else {
            return nil
        }
        return position..<found.upperBound
    }

    /// "Сергей Иванович на месте?"
    private func isNameBefore(_ line: Line, _ place: Int) -> Bool {
        NameForms.form(of: line.tokens[place].text)?.isNominative == true || Surnames.patronymic(line.tokens[place].text) != nil
    }

    /// "хочу поговорить с живым человеком", "могу я с менеджером пообщаться".
    private func speaking(_ line: Line, _ position: Int) -> Range<Int>? {
        guard PersonWords.isSpeaking(line.tokens[position].text) else { return nil }
        let window = window(line, position)
        guard let person = person(in: line, window, afterPreposition: true), !isOwn(line, person), !isOwnBoss(line, position, person),
            let wish = wishWord(line, before: max(position, person))
        else { return nil }
        if isRefused(line, wish, upTo: max(position, person)) { return nil }
        return min(position, person, wish)..<max(position, person) + 1
    }

    /// "мне нужен оператор", "можно менеджера", "мне бы с консультантом".
    private func needing(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isPerson(line, at: position), !["врач", "доктор", "мастер"].contains(where: { word.hasPrefix($0) }), !isOwn(line, position),
            !isSeller(line, position)
        else { return nil }
        let start = max(line.sentence(of: position).lowerBound, position - 4)
        let near = line.tokens[start..<position].map(\.text)
        let preposition = position > 0 && near.contains { ["с", "со", "к", "на", "до", "with", "to"].contains($0) }
        let end = min(line.sentenceEnd(after: position), position + 4)
        let behind = line.tokens[position..<end].dropFirst().map(\.text)
        let wanting = Set(
            words:
                """
                нужен нужна нужно надо хочу хотел хотела хотелось можно дайте требуется мне требую лучше давайте необходим нам хотим want
                need прошу пожалуйста дай like
                """)
        let strong = wanting.subtracting(["мне", "нам", "пожалуйста", "лучше"])
        let wantsBefore = near.last { wanting.contains($0) } != nil
        let isAsked =
            near.contains { strong.contains($0) } || behind.prefix(3).contains { strong.contains($0) }
            || (near.contains("мне") && (near.contains("бы") || preposition))
            || (preposition && (wantsBefore || behind.contains("можно") || behind.contains("пожалуйста")))
        let isForMe = isDeclined(word) && ((position > 0 && line.tokens[position - 1].text == "мне") || behind.first == "мне")
        let isWithHired = position > 0 && line.tokens[max(0, position - 3)..<position].contains { ["с", "со"].contains($0.text) }
        if PersonWords.isHired(word), !isWithHired, !near.contains("ваш"), !near.contains("вашего") { return nil }
        guard isAsked || isForMe,
            !(PersonWords.isTrade(word) && !preposition && !near.contains("ваш") && !near.contains("вашего") && !isLast(line, position))
        else { return nil }
        let told = (start..<position).last { wanting.contains(line.tokens[$0].text) } ?? position
        if hasPast(line, told..<end) || near.contains("номер") || near.contains("зачем") || isDenied(line, start..<end, wanting)
            || !isJoined(line, wanting, position)
        {
            return nil
        }
        if let place = (position + 1..<end).first(where: { strong.contains(line.tokens[$0].text) }) {
            return (preposition ? max(start, position - 1) : position)..<place + 1
        }
        return ((start..<position).last { wanting.contains(line.tokens[$0].text) } ?? start)..<position + 1
    }

    /// "будьте добры, менеджера", "ну что за бот, человека!": somebody called for without a verb.
    private func called(_ line: Line) -> Range<Int>? {
        let place = line.all.first { position in
            guard isDeclined(line.tokens[position].text) || ["оператор", "operator", "agent", "human"].contains(line.tokens[position].text) else {
                return false
            }
            let standsAlone = line.tokens[position].followsPause && line.clauseEnd(after: position) == position + 1
            guard standsAlone || (line.tokens.count <= Self.shortCall && isDeclined(line.tokens[position].text)) else { return false }
            let before = line.tokens[max(0, position - 2)..<position]
            guard let last = before.last else { return true }
            let isFree =
                standsAlone || Self.pastWords.contains(last.text) || CommonWords.isFunction(last.text)
                || ["ого", "его"].contains { last.text.hasSuffix($0) }
            return isFree
                && !before.contains {
                    ["не", "без", "нет", "от", "у", "для", "ни", "про", "one", "no", "not", "из", "до"].contains($0.text) || $0.isDigits
                        || NumberWords.isNumberWord($0.text) || $0.text == "сколько"
                }
        }
        guard let place, !isOwn(line, place), !hasPast(line, place..<line.clauseEnd(after: place)),
            !line.tokens[..<place].contains(where: { $0.text == "зачем" })
        else { return nil }
        return place..<place + 1
    }

    /// "мне нужен Сергей", "Марина нужна".
    private func namedNeed(_ line: Line, _ position: Int) -> Range<Int>? {
        guard ["нужен", "нужна"].contains(line.tokens[position].text), !isForbidden(line, position) else { return nil }
        for place in [position + 1, position - 1] where line.all.contains(place) {
            let word = line.tokens[place].text
            guard let form = NameForms.form(of: word), form.isNominative, !FirstNames.ambiguous.contains(word),
                !talk.isCased || line.tokens[place].isCapital
            else { continue }
            guard line.tokens[max(0, position - 2)..<min(line.tokens.count, position + 3)].contains(where: { ["мне", "нам"].contains($0.text) })
            else { continue }
            return min(place, position)..<max(place, position) + 1
        }
        return nil
    }

    /// "оператора", "менеджера": the case in which somebody is called for.
    private func isDeclined(_ word: String) -> Bool {
        Self.declined.contains(word)
    }

    /// "не нужен", "без менеджера": a denial of just this, not of something before it.
    private func isDenied(_ line: Line, _ range: Range<Int>, _ wanting: Set<String>) -> Bool {
        range.contains { place in
            guard ["не", "без", "ни", "not", "don", "no"].contains(line.tokens[place].text), place + 1 < range.upperBound else { return false }
            let next = line.tokens[place + 1].text
            return wanting.contains(next) && !["можно", "дайте"].contains(next) || PersonWords.isPerson(line, at: place + 1)
                || ["t", "с", "на", "к"].contains(next)
        }
    }

    /// Between the wanting word and the person stands nothing but little words and adjectives: "нужен нормальный менеджер", not "нужна программа для бухгалтера".
    private func isJoined(_ line: Line, _ wanting: Set<String>, _ position: Int) -> Bool {
        let start = max(line.sentence(of: position).lowerBound, position - 4)
        guard let from = (start..<position).last(where: { wanting.contains(line.tokens[$0].text) }) else { return true }
        return line.tokens[(from + 1)..<position].allSatisfy { token in
            let isAdjective = ["ого", "его", "ый", "ий", "ой", "ым", "им", "ому", "ую", "ая", "ой"].contains { token.text.hasSuffix($0) }
            return token.text != "для"
                && (CommonWords.isFunction(token.text) || isAdjective || PersonWords.isSpeaking(token.text) || PersonWords.isCalling(token.text)
                    || PersonWords.isConnecting(token.text))
        }
    }

    private func phrase(_ line: Line, _ position: Int) -> Range<Int>? {
        guard let found = WishPhrases.asking.longest(line, at: position), !hasPast(line, max(0, found.lowerBound - 3)..<found.upperBound) else {
            return nil
        }
        let opening = talk.isCased ? line.clauseStart(of: found.lowerBound) : line.sentence(of: found.lowerBound).lowerBound
        let window = max(opening, found.lowerBound - 4)..<found.upperBound
        // "Передавать ничего не надо, я с ним лично хочу": the denial ended with its clause.
        let isOtherClause = talk.isCased && opening > line.sentence(of: found.lowerBound).lowerBound && !line.tokens[opening..<found.lowerBound].contains { $0.text == "не" }
        if isOwn(line, found.upperBound - 1) || (isForbidden(line, found.lowerBound) && !isOtherClause) { return nil }
        let negated =
            line.tokens[found.lowerBound].text != "без" && line.tokens[window].contains { ["не", "нет", "без"].contains($0.text) }
            && !line.tokens[window].contains {
                PersonWords.isMachine($0.text) || ["могу", "могли", "мог", "можете", "подскажете", "скажете", "дозвониться"].contains($0.text)
            }
        return negated ? nil : found
    }

    /// "не хочу с роботом", "надоели ваши роботы".
    private func refusingMachine(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isMachine(word) else { return nil }
        let sentence = line.sentence(of: position)
        let isSpeakingOf =
            ["ом", "ами", "ой", "ью", "ем", "ей"].contains { word.hasSuffix($0) } && position > 0
            && line.tokens[max(0, position - 3)..<position].contains { ["с", "со", "with"].contains($0.text) }
        let isRobot =
            word.hasPrefix("робот") || word.hasPrefix("бот") || word.hasPrefix("автоответчик") || word.hasPrefix("robot") || word == "bot"
            || word.hasPrefix("автоинформ")
        let isCalledOne =
            position > 0 && line.tokens[max(0, position - 2)..<position].contains { ["вы", "ты"].contains($0.text) } && !line.isQuestion(at: position)
        guard isSpeakingOf || isRobot || isCalledOne else { return nil }
        let declines: [Pattern] = ["не могу|умею|буду|хочу|люблю|собираюсь"]
        if isRobot, let declined = declines.first(in: line) { return min(declined.lowerBound, position)..<max(declined.upperBound, position + 1) }
        let window = max(sentence.lowerBound, position - Self.refusalReach)..<min(sentence.upperBound, position + Self.refusalReach)
        guard let refusal = WishPhrases.machineRefusals.first(in: line, window) else { return nil }
        // "я не против робота", "вы не робот?" ask for nobody.
        if line.tokens[window].contains(where: { ["против", "вы", "ты", "случайно"].contains($0.text) }),
            line.isQuestion(at: position) || line.tokens[window].contains(where: { $0.text == "против" })
        {
            return nil
        }
        return min(refusal.lowerBound, position)..<max(refusal.upperBound, position + 1)
    }

    /// An utterance that is nothing but "оператора", "менеджера, пожалуйста".
    private func bare(_ line: Line) -> Range<Int>? {
        let starts = line.all.filter { line.tokens[$0].startsSentence }
        return starts.lazy.compactMap { bare(line, $0..<line.sentenceEnd(after: $0)) }.first
    }

    private func bare(_ line: Line, _ sentence: Range<Int>) -> Range<Int>? {
        let content = sentence.filter { !CommonWords.isFunction(line.tokens[$0].text) || PersonWords.isPerson(line, at: $0) }
        guard !content.isEmpty, content.count <= Self.bareWords, sentence.count <= 7, let first = content.first, let last = content.last else {
            return nil
        }
        guard content.allSatisfy({ PersonWords.isPerson(line, at: $0) }), !isOwn(line, last),
            !line.tokens[sentence].contains(where: { ["не", "без", "я", "мы", "это", "нет", "кто", "вы", "зачем", "почему"].contains($0.text) })
        else { return nil }
        return line.tokens[first].text.hasPrefix("отдел") && content.count == 1 ? nil : first..<last + 1
    }

    /// "Соединить вас с менеджером?" - "Да, давайте".
    private func acceptedOffer(_ line: Line) -> Range<Int>? {
        guard let question = talk.questions(before: line.index).first, let offer = WishPhrases.offers.first(in: question), !line.tokens.isEmpty else {
            return nil
        }
        guard
            !talk.isCased || question.isQuestion(at: offer.lowerBound)
                || question.tokens.contains(where: { ["хотите", "давайте", "желаете", "могу", "shall", "should"].contains($0.text) })
        else { return nil }
        let accepts = Pattern.list(
            """
            ^ менеджер*|специалист*|оператор*|инженер*|мастер*|консультант*|руководител*|юрист*|технолог*|эксперт*|врач*|бухгалтер*|человек*
            ^ да|давайте|конечно|хочу|пожалуйста|хорошо|ага|угу|соединяйте|переключайте|переводите|можно|лучше|ладно|желательно|yes|
            sure|please|okay|ok
            """)
        guard let found = accepts.match(line), !line.tokens.prefix(5).contains(where: { ["не", "нет", "no", "not"].contains($0.text) }) else {
            return nil
        }
        return found
    }
}

extension [Pattern] {
    /// The longest match at the start of the line.
    fileprivate func match(_ line: Line) -> Range<Int>? { longest(line, at: 0) }
}
