/// Finds the client's wish to speak with a person.
///
/// The rules look at what is done (to connect, to call, to speak), with whom (a person, somebody alive) and how (asked, wanted, refused):
/// "не соедините ли" asks, "не соединяйте" refuses, "не хочу с роботом" asks again.
struct PersonWish {
    /// Words between a verb and the person.
    private static let reach = 6
    /// Words before a verb in which its denial stands.
    private static let negationReach = 8
    /// Content words that an utterance has when it is nothing but "оператора!".
    private static let bareWords = 2

    private static let phrases: [Pattern] = [
        "есть ..3 живой|живые|живая|живого|люди", "жив* человек*|оператор*|менеджер*|консультант*|сотрудник*|специалист*|голос*|люди|людьми|людей|девушк*|общени*", "кто|кем|кого нибудь|то|либо? .. жив*|из людей", "с жив*", "к телефону", "трубку .. дайте|передайте|возьмет|дать|передать", "дайте|передайте|передай|дай|возьмите .. трубку|трубочку",
        "с кем .. можно|могу|мне ..2 поговорить|пообщаться|обсудить|решить|говорить", "кто .. может|сможет|мог ..3 помочь|ответить|объяснить|проконсультировать|разбирается|решает|рассказать", "кто .. у вас .. главный|старший|отвечает", "с кем .. нибудь", "поговорить .. по человечески|нормально", "по человечески .. поговорить|общаться",
        "с человеком", "кто|кого|кем нибудь|то|либо из ..1 людей|операторов|менеджеров|специалистов|сотрудников|консультантов|живых|ваших", "к человеку|оператору", "на оператора|человека|менеджера|консультанта|специалиста", "до оператора|человека|менеджера", "пусть|попросите|скажите ..3 менеджер*|специалист*|руководител*|начальник*|директор*|кто|оператор* ..4 перезвон*|позвон*|свяж*|набер*|подойд*|ответ*", "speak|talk ..2 to|with ..3 human|person|manager|operator|agent|someone|somebody|supervisor|representative|people",
        "real|live|actual person|human|agent|operator", "get me ..3 manager|operator|human|person|someone", "transfer|connect|put me", "вместо робота|бота|автоответчика", "кроме робота|вас|бота", "человеческ* голос|общени*", "другого человека|оператора|менеджера|сотрудника|специалиста", "другим человеком|оператором|менеджером|сотрудником|специалистом",
        "кого|кем|кто|кому|человек*|специалист*|сотрудник*|мастер*|менеджер* ..2 кто|который|которая|что ..3 разбира*|понима*|знает|шарит|соображает|компетентн*|решает|отвечает|занимается|сможет|может", "с|дайте|к|позовите|можно|на|нужен|хочу ..1 тем|того|тому|тот|та|теми ..1 кто|который|которая ..3 разбира*|понима*|знает|шарит|соображает|решает|отвечает|занимается|сможет|может", "пусть ..4 со|с мной|нами ..2 поговор*|пообща*|свяж*|обсуд*|созвон*", "пусть ..3 поговорит|подойдет|подойдут|возьмет ..2 трубк*|телефон*|мной|мне|нами", "с ним|ней|ними ..2 лично|хочу|поговорить|хотел|хотела|надо|нужно|соедин*", "лично ..1 с ним|ней",
        "именно|только|лично ..2 инженер*|мастер*|менеджер*|директор*|юрист*|врач*|доктор*|технолог*|бухгалтер*|специалист*|замерщик*|консультант*|руководител*|оператор* ..6 перезвон*|позвон*|наберет|свяж*|поговор*", "пусть|чтобы|чтоб|хочу|попросите ..5 инженер*|мастер*|юрист*|врач*|доктор*|технолог*|бухгалтер*|замерщик*|консультант*|администратор*|логист*|агроном*|архитектор*|дизайнер*|эксперт*|тренер* ..4 перезвон*|позвон*|свяж*|набер*|набрал*|подойд*|ответ*|поговор*|проконсульт*", "инженер*|мастер*|юрист*|врач|доктор|технолог*|бухгалтер*|замерщик*|консультант*|администратор*|логист*|менеджер*|специалист*|директор*|руководител*|начальник* ..10 пусть ..2 перезвон*|позвон*|свяж*|наберет|подойд*|ответ*", "пусть ..3 перезвонит|позвонит|свяжется|наберет ..3 инженер*|мастер*|юрист*|врач|доктор|технолог*|бухгалтер*|замерщик*|консультант*|администратор*|логист*|менеджер*|специалист*|директор*|руководител*|начальник*|кто",
        "есть|найдется|имеется ..2 кто нибудь|то|либо ..4 разбира*|понима*|знает|поможет|помочь|объясн*|ответ*|подсказать", "с кем ..2 нибудь|то|либо ..3 поговорить|обсудить|посоветоваться|проконсультироваться|связаться|решить",
        "кто ..2 повыше|поглавнее|поумнее|покомпетентнее|постарше", "с вашим|вашей ..1 руководител*|руководств*|начальник*|начальств*|директор*|менеджер*|бухгалтер*|старш*", "вашего ..1 руководител*|начальник*|директор*|старш*|менеджер*", "ноль|нолик нажать|нажимал|нажала",
    ]
    private static let machineRefusals: [Pattern] = [
        "не|нет|хватит|надоел*|устал*|бесит|бесят|раздража*|ненавижу|терпеть|бесполезн*|толку|смысл*|сколько|достал*|задолбал*|замучил*|уберите|убери|выключите|отключите|прекратите|опять|снова|без|кроме|вместо|никак*|неприятн*|противно|тупо*|глуп*|невозможно|зачем|don|not|no|hate|stop|instead",
    ]
    private static let offers: [Pattern] = [
        "вас? .. соединить|переключить|перевести|соединю|переключу|переведу", "соединить|переключить|перевести .. вас", "хотите|желаете|удобно|может .. поговорить|пообщаться|переговорить ..3 менеджер*|специалист*|оператор*|человек*|консультант*|руководител*|сотрудник*", "звонок|консультацию|встречу|разговор ..2 менеджер*|специалист*|оператор*|инженер*|мастер*|консультант*|руководител*|юрист*|технолог*|эксперт*|врач*|бухгалтер*", "пригласить|позвать ..2 менеджер*|специалист*|оператор*|руководител*|консультант*",
        "давайте .. соединю|переключу|переведу|приглашу|позову", "shall|should|can|may i .. transfer|connect",
    ]

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
            if let found = present(line, position) ?? connecting(line, position) ?? calling(line, position) ?? speaking(line, position) ?? needing(line, position) ?? phrase(line, position) ?? refusingMachine(line, position) { return found }
        }
        return bare(line)
    }

    // MARK: Rules

    /// "соедините (меня) (с менеджером)", "вы не могли бы переключить меня на оператора".
    private func connecting(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isConnecting(word), !isForbidden(line, position) else { return nil }
        let window = window(line, position)
        if let person = person(in: line, window) { return min(position, person)..<max(position, person) + 1 }
        let isLoose = ["перев", "подключ", "переброс", "перекин"].contains { word.hasPrefix($0) }
        let toMe = line.tokens[window].contains { ["меня", "нас", "me", "us", "с", "со", "на"].contains($0.text) }
        let isShort = line.tokens.count <= 4
        if isLoose, word.hasPrefix("подключ") { return nil }
        if isLoose, !(line.tokens[window].contains { ["меня", "нас"].contains($0.text) } || isShort) { return nil }
        // "соединить трубы" has a thing behind it, "соедините меня" nobody yet.
        if !toMe, !isShort, position + 1 < line.tokens.count, !line.tokens[position + 1].followsPause, !CommonWords.isFunction(line.tokens[position + 1].text) { return nil }
        return position..<min(line.tokens.count, position + 3)
    }

    /// "позовите менеджера", "дайте старшего", "можно Сергея Петровича".
    private func calling(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        if word == "можно" { return named(line, position) }
        guard PersonWords.isCalling(word), !isForbidden(line, position) else { return nil }
        let window = (position + 1)..<min(line.sentenceEnd(after: position), position + 1 + 4)
        // "Владимира дайте", "мне бы Ольгу услышать": somebody of the company by name.
        if let named = (max(line.sentence(of: position).lowerBound, position - 2)..<position).first(where: { isNamed(line, $0) }), word != "передайте", word != "передать" { return named..<position + 1 }
        if let person = person(in: line, window), !isContactOf(line, position, person) { return position..<person + 1 }
        if let named = window.first(where: { isNamed(line, $0) }), ["дайте", "дай", "дадите", "пригласите", "попросите", "разыщите", "найдите"].contains(word) { return position..<named + 1 }
        if ["позовите", "позови", "позвать", "пригласите", "пригласить", "позовете", "услышать", "подзовите"].contains(word) { return position..<min(line.sentenceEnd(after: position), position + 4) }
        return nil
    }

    /// "дайте номер менеджера" wants a number.
    private func isContactOf(_ line: Line, _ verb: Int, _ person: Int) -> Bool {
        line.tokens[verb..<person].contains { ["номер", "телефон", "контакт", "контакты", "почту", "совет", "скидку", "адрес"].contains($0.text) }
    }

    /// "Олег на месте?", "а Марина у себя": somebody of the company is asked for.
    private func present(_ line: Line, _ position: Int) -> Range<Int>? {
        guard let form = NameForms.form(of: line.tokens[position].text), form.isNominative, !FirstNames.ambiguous.contains(form.nominative), !talk.isCased || line.tokens[position].isCapital else { return nil }
        let behind: [Pattern] = ["..2 на ..1 месте", "..2 у себя", "..2 может|сможет ..1 подойти|ответить|говорить", "..2 свободен|свободна|подойдет"]
        guard let found = behind.longest(line, at: position + 1), !line.tokens[position + 1..<found.upperBound].contains(where: { $0.text == "не" }) else { return nil }
        return position..<found.upperBound
    }

    private func named(_ line: Line, _ position: Int) -> Range<Int>? {
        let next = position + 1
        guard next < line.tokens.count, let form = NameForms.form(of: line.tokens[next].text), !form.isNominative, !FirstNames.ambiguous.contains(form.nominative) else { return nil }
        if talk.isCased, !line.tokens[next].isCapital { return nil }
        return position..<next + 1
    }

    /// "хочу поговорить с живым человеком", "могу я с менеджером пообщаться".
    private func speaking(_ line: Line, _ position: Int) -> Range<Int>? {
        guard PersonWords.isSpeaking(line.tokens[position].text) else { return nil }
        let window = window(line, position)
        guard let person = person(in: line, window, afterPreposition: true), !isOwn(line, person), !isOwnBoss(line, position, person), let wish = wishWord(line, before: max(position, person)) else { return nil }
        if isRefused(line, wish, upTo: max(position, person)) { return nil }
        return min(position, person, wish)..<max(position, person) + 1
    }

    /// "мне нужен оператор", "можно менеджера", "мне бы с консультантом".
    private func needing(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isPerson(line, at: position), !["врач", "доктор", "мастер"].contains(where: { word.hasPrefix($0) }), !isOwn(line, position), !isSeller(line, position) else { return nil }
        let start = max(line.sentence(of: position).lowerBound, position - 4)
        let near = line.tokens[start..<position].map(\.text)
        let preposition = position > 0 && near.contains { ["с", "со", "к", "на", "до", "with", "to"].contains($0) }
        let end = min(line.sentenceEnd(after: position), position + 4)
        let behind = line.tokens[position..<end].dropFirst().map(\.text)
        let wanting: Set<String> = ["нужен", "нужна", "нужно", "надо", "хочу", "хотел", "хотела", "хотелось", "можно", "дайте", "требуется", "мне", "требую", "лучше", "давайте", "необходим", "нам", "хотим", "want", "need", "прошу", "пожалуйста"]
        let strong = wanting.subtracting(["мне", "нам", "пожалуйста", "давайте", "лучше"])
        let wantsBefore = near.last { wanting.contains($0) } != nil
        let isAsked = near.contains { strong.contains($0) } || behind.prefix(3).contains { strong.contains($0) } || (near.contains("мне") && (near.contains("бы") || preposition))
            || (preposition && (wantsBefore || behind.contains("можно") || behind.contains("пожалуйста")))
        guard isAsked, !(PersonWords.isTrade(word) && !preposition && !near.contains("ваш") && !near.contains("вашего") && !isLast(line, position)) else { return nil }
        if hasPast(line, start..<end) || near.contains("номер") || isDenied(line, start..<end, wanting) || !isJoined(line, wanting, position) { return nil }
        if let place = (position + 1..<end).first(where: { strong.contains(line.tokens[$0].text) }) { return (preposition ? max(start, position - 1) : position)..<place + 1 }
        return ((start..<position).last { wanting.contains(line.tokens[$0].text) } ?? start)..<position + 1
    }

    /// "не нужен", "без менеджера": a denial of just this, not of something before it.
    private func isDenied(_ line: Line, _ range: Range<Int>, _ wanting: Set<String>) -> Bool {
        range.contains { place in
            guard ["не", "без", "ни", "not", "don", "no"].contains(line.tokens[place].text), place + 1 < range.upperBound else { return false }
            let next = line.tokens[place + 1].text
            return wanting.contains(next) && !["можно", "дайте"].contains(next) || PersonWords.isPerson(line, at: place + 1) || ["t", "с", "на", "к"].contains(next)
        }
    }

    /// Between the wanting word and the person stands nothing but little words and adjectives: "нужен нормальный менеджер", not "нужна программа для бухгалтера".
    private func isJoined(_ line: Line, _ wanting: Set<String>, _ position: Int) -> Bool {
        let start = max(line.sentence(of: position).lowerBound, position - 4)
        guard let from = (start..<position).last(where: { wanting.contains(line.tokens[$0].text) }) else { return true }
        return line.tokens[(from + 1)..<position].allSatisfy { token in
            let isAdjective = ["ого", "его", "ый", "ий", "ой", "ым", "им", "ому", "ую", "ая", "ой"].contains { token.text.hasSuffix($0) }
            return token.text != "для" && (CommonWords.isFunction(token.text) || isAdjective || PersonWords.isSpeaking(token.text) || PersonWords.isCalling(token.text) || PersonWords.isConnecting(token.text))
        }
    }

    private func phrase(_ line: Line, _ position: Int) -> Range<Int>? {
        guard let found = Self.phrases.longest(line, at: position), !hasPast(line, max(0, found.lowerBound - 3)..<found.upperBound) else { return nil }
        let opening = talk.isCased ? line.clauseStart(of: found.lowerBound) : line.sentence(of: found.lowerBound).lowerBound
        let window = max(opening, found.lowerBound - 4)..<found.upperBound
        if isOwn(line, found.upperBound - 1) || isForbidden(line, found.lowerBound) { return nil }
        let negated = line.tokens[window].contains { ["не", "нет", "без"].contains($0.text) } && !line.tokens[window].contains { PersonWords.isMachine($0.text) || ["могу", "могли", "мог", "можете", "подскажете", "скажете", "дозвониться"].contains($0.text) }
        return negated ? nil : found
    }

    /// "не хочу с роботом", "надоели ваши роботы".
    private func refusingMachine(_ line: Line, _ position: Int) -> Range<Int>? {
        let word = line.tokens[position].text
        guard PersonWords.isMachine(word) else { return nil }
        let sentence = line.sentence(of: position)
        let isSpeakingOf = ["ом", "ами", "ой", "ью", "ем", "ей"].contains { word.hasSuffix($0) } && position > 0 && line.tokens[max(0, position - 3)..<position].contains { ["с", "со", "with"].contains($0.text) }
        let isRobot = word.hasPrefix("робот") || word.hasPrefix("бот") || word.hasPrefix("автоответчик") || word.hasPrefix("robot") || word == "bot" || word.hasPrefix("автоинформ")
        guard isSpeakingOf || isRobot else { return nil }
        let window = max(sentence.lowerBound, position - Self.reach)..<min(sentence.upperBound, position + Self.reach)
        guard let refusal = Self.machineRefusals.first(in: line, window) else { return nil }
        // "я не против робота", "вы не робот?" ask for nobody.
        if line.tokens[window].contains(where: { ["против", "вы", "ты", "случайно"].contains($0.text) }), line.isQuestion(at: position) || line.tokens[window].contains(where: { $0.text == "против" }) { return nil }
        return min(refusal.lowerBound, position)..<max(refusal.upperBound, position + 1)
    }

    /// An utterance that is nothing but "оператора", "менеджера, пожалуйста".
    private func bare(_ line: Line) -> Range<Int>? {
        let content = line.all.filter { !CommonWords.isFunction(line.tokens[$0].text) || PersonWords.isPerson(line, at: $0) }
        guard !content.isEmpty, content.count <= Self.bareWords, line.tokens.count <= 7, let first = content.first, let last = content.last else { return nil }
        guard content.allSatisfy({ PersonWords.isPerson(line, at: $0) }), !isOwn(line, last), !line.tokens.contains(where: { ["не", "без", "я", "мы", "это", "нет", "кто", "вы"].contains($0.text) }) else { return nil }
        return line.tokens[first].text.hasPrefix("отдел") && content.count == 1 ? nil : first..<last + 1
    }

    /// "Соединить вас с менеджером?" - "Да, давайте".
    private func acceptedOffer(_ line: Line) -> Range<Int>? {
        guard let question = talk.questions(before: line.index).first, let offer = Self.offers.first(in: question), !line.tokens.isEmpty else { return nil }
        guard !talk.isCased || question.isQuestion(at: offer.lowerBound) || question.tokens.contains(where: { ["хотите", "давайте", "желаете", "могу", "shall", "should"].contains($0.text) }) else { return nil }
        let accepts: [Pattern] = ["^ менеджер*|специалист*|оператор*|инженер*|мастер*|консультант*|руководител*|юрист*|технолог*|эксперт*|врач*|бухгалтер*|человек*", "^ да|давайте|конечно|хочу|пожалуйста|хорошо|ага|угу|соединяйте|переключайте|переводите|можно|лучше|ладно|желательно|yes|sure|please|okay|ok"]
        guard let found = accepts.match(line), !line.tokens.prefix(5).contains(where: { ["не", "нет", "no", "not"].contains($0.text) }) else { return nil }
        return found
    }

    // MARK: Helpers

    private func window(_ line: Line, _ position: Int) -> Range<Int> {
        let sentence = line.sentence(of: position)
        return max(sentence.lowerBound, position - Self.reach)..<min(sentence.upperBound, position + 1 + Self.reach)
    }

    private func person(in line: Line, _ window: Range<Int>, afterPreposition: Bool = false) -> Int? {
        window.first { position in
            guard PersonWords.isPerson(line, at: position) || isNamed(line, position) else { return false }
            guard afterPreposition else { return true }
            return line.tokens[max(window.lowerBound, position - 4)..<position].contains { ["с", "со", "к", "with", "to"].contains($0.text) }
        }
    }

    private func isNamed(_ line: Line, _ position: Int) -> Bool {
        guard let form = NameForms.form(of: line.tokens[position].text), !form.isNominative, !FirstNames.ambiguous.contains(form.nominative) else { return false }
        return !talk.isCased || line.tokens[position].isCapital
    }

    private func wishWord(_ line: Line, before position: Int) -> Int? {
        let sentence = line.sentence(of: position)
        let upper = min(sentence.upperBound, position + 4)
        return (max(sentence.lowerBound, position - 9)..<upper).filter { PersonWords.isWish(line.tokens[$0].text) }.min { abs($0 - position) < abs($1 - position) }
    }

    /// "надо обсудить с директором" is about their own one, "с вашим директором" about ours.
    private func isOwnBoss(_ line: Line, _ verb: Int, _ person: Int) -> Bool {
        guard ["обсудить", "решить", "решать", "разобраться", "связаться"].contains(line.tokens[verb].text) else { return false }
        let boss = ["директор", "руковод", "начальн", "бухгалтер", "юрист", "коллег", "главн", "шеф", "босс", "инженер", "технолог"].contains { line.tokens[person].text.hasPrefix($0) }
        return boss && !line.tokens[max(0, person - 3)..<person].contains { $0.text.hasPrefix("ваш") }
    }

    /// "мой директор", "с нашим бухгалтером": their own people.
    private func isOwn(_ line: Line, _ position: Int) -> Bool {
        let own: Set<String> = ["мой", "моя", "моим", "моего", "моей", "мою", "наш", "наша", "нашим", "нашего", "нашей", "нашу", "своим", "своего", "своей", "свою", "свой", "своими", "нашими", "my", "our"]
        return line.tokens[max(0, position - 3)...max(0, position)].contains { own.contains($0.text) }
    }

    /// "я менеджер по закупкам", "вы менеджер?": who somebody is.
    private func isSeller(_ line: Line, _ position: Int) -> Bool {
        position > 0 && ["я", "вы", "мы", "это"].contains(line.tokens[position - 1].text)
    }

    private func isLast(_ line: Line, _ position: Int) -> Bool {
        position + 1 == line.sentenceEnd(after: position) || line.tokens[position + 1].followsPause || ["пожалуйста", "какого", "какой", "а", "я", "или", "хочу", "мне", "можно", "есть", "ваш", "который"].contains(line.tokens[position + 1].text)
    }

    /// "не переключайте", "не надо меня соединять": the imperfective forbids, while "не соедините ли" asks.
    private func isForbidden(_ line: Line, _ position: Int) -> Bool {
        let lower = max(line.sentence(of: position).lowerBound, position - Self.negationReach)
        let before = line.tokens[lower..<position].map(\.text)
        guard let negation = before.lastIndex(where: { ["не", "незачем", "dont", "don", "not", "без"].contains($0) }) else { return false }
        let word = line.tokens[position].text
        let between = before[(negation + 1)...]
        // From afar only an infinitive is denied: "не надо меня ни на кого переключать".
        if between.count > 3, !["ть", "ться", "ти"].contains(where: { word.hasSuffix($0) }) { return false }
        if between.contains(where: { ["надо", "нужно", "стоит", "хочу", "буду", "need", "want", "хотел", "хотела", "обязательно", "хотелось"].contains($0) }) { return !between.contains { PersonWords.isMachine($0) } && !between.contains(where: { ["а", "но"].contains($0) }) }
        if between.contains(where: { ["могли", "можете", "мог", "могу", "смогли", "сможете"].contains($0) }) { return false }
        let imperfective = ["яйте", "яй", "айте", "ай", "ять", "ать", "одите", "одить", "ови", "овите", "вать", "вайте"].contains { word.hasSuffix($0) }
        return negation == before.count - 1 && (imperfective || ["не", "not"].contains(before[negation]) && !["и", "ите", "ете", "ешь", "ишь"].contains { word.hasSuffix($0) })
            || (between.count <= 1 && imperfective)
    }

    /// "не хочу говорить с менеджером", but "не хочу с роботом, хочу с человеком" is no refusal of the person.
    private func isRefused(_ line: Line, _ wish: Int, upTo position: Int) -> Bool {
        let lower = max(line.clauseStart(of: wish), wish - 2)
        let before = line.tokens[lower..<wish].map(\.text)
        if ["могу", "могли", "можете", "мог"].contains(line.tokens[wish].text) { return false }
        let denies = before.last == "не" || (position > wish && line.tokens[wish..<position].contains { $0.text == "не" } && !line.tokens[wish..<position].contains { PersonWords.isMachine($0.text) })
        return denies && !line.tokens[wish..<position].contains { PersonWords.isMachine($0.text) || ["а", "только"].contains($0.text) }
    }

    private func hasPast(_ line: Line, _ range: Range<Int>) -> Bool {
        line.tokens[range.clamped(to: line.all)].contains { token in
            ["говорил", "говорила", "общался", "общалась", "разговаривал", "разговаривала", "сказал", "сказала", "обещал", "обещала", "звонил", "звонила", "приезжал", "приходил", "переключали", "соединяли", "соединили", "посоветовал", "spoke", "talked"]
                .contains(token.text)
        }
    }
}

extension [Pattern] {
    /// The longest match at the start of the line.
    fileprivate func match(_ line: Line) -> Range<Int>? { longest(line, at: 0) }
}
