import Foundation

/// Finds a call the company is to make: asked by the client or promised by the company's side.
struct CallBackFinder {
    /// How many utterances on the time of a call-back may be agreed.
    private static let agreementReach = 4

    private static let asks = Pattern.list(
        """
        перезвони|перезвоните|перезванивайте|перенаберите|перенабери|перезвонить|перезвоните-ка|перезвонишь
        позвони|позвоните|позвонить|звоните|звякните|позванивайте ..3 мне|нам|завтра|позже|попозже|через|вечером|утром|после|потом|на|
        в|по|ближе|когда|днем|сегодня|послезавтра|часов|другой|другое
        мне|нам|завтра|позже|попозже|вечером|утром|потом|лучше|тогда|обеда ..2 позвони|позвоните|позвонить|звоните|звякните
        наберите|набери|набрать ..2 меня|мне|нас|завтра|позже|попозже|через|вечером|утром|после|в|на
        меня|мне|нас|завтра|потом|позже ..1 наберите|набери|набрать
        свяжитесь|связаться ..2 со мной|нами
        со мной|нами ..2 свяжутся|свяжется|свяжитесь|связался|связались|связаться
        жду|ждем|ожидаю|буду|будем ждать|ждать? .. звонка|звоночка
        созвонимся|созвониться|спишемся
        пусть|попросите ..5 перезвон*|позвон*|свяж*|набер*
        перезвон* мне|нам
        мне|нам ..3 перезвонят|перезвонил|перезвонили|перезвонит|позвонят|позвонили|позвонил|перезвоните
        заказать|закажите|хочу .. обратный звонок
        не забудь|забудьте|забывайте ..2 перезвон*|позвон*|набрать
        обратный|обратного звонок|звонка
        можете|могли ..3 перезвонить|позвонить
        звонок .. на завтра|понедельник|вторник|среду|четверг|пятницу
        call me .. back|later|tomorrow|again|at|on|after
        call back
        call me
        ring me .. back|later
        get back to me
        give me a call
        чтобы|чтоб ..3 перезвонил|перезвонили|позвонили|позвонил|связались|связался|набрали|набрал
        лучше|давайте|можно ..2 завтра|попозже|позже|вечером|утром|понедельник|вторник|среду|четверг|пятницу ..1 перезвон*|созвон*|
        позвон*|наберите|звоните
        """)
    private static let promises = Pattern.list(
        """
        перезвоню|перезвоним|перезвонит|перезвонят|перезваниваем|перезваниваю
        вам|вас .. наберу|наберем|наберет|наберут|позвоню|позвоним|позвонит|позвонят
        наберу|наберем|позвоню|позвоним|позвонит|наберет|свяжусь|свяжемся|свяжется|свяжутся ..3 вам|вас|вами
        вами .. свяжется|свяжутся|свяжемся|свяжусь|связался|свяжеться
        свяжется|свяжутся|свяжемся|свяжусь
        созвонимся
        звонок .. запланирован|запланировали|поставила|поставил
        жди*|ожида* .. звонка|звонок
        позвоню|позвоним|наберу ..4 завтра|понедельник|вторник|среду|четверг|пятницу|час|позже|вечером|утром
        специалист|менеджер|мастер|коллеги|консультант ..2 позвонит|наберет|позвонят
        we|i|manager|somebody|someone ..3 call you
        call you back
        get back to you
        will call you
        contact you
        be in touch
        """)
    private static let offers = Pattern.list(
        """
        перезвонить|позвонить|набрать|связаться|созвониться
        перезвоним
        перезвоню|позвоню|наберу|перезвонит|свяжется
        когда .. удобно ..3 звонок|разговаривать|говорить|пообщаться|созвониться
        в какое|какой время|день|час ..4 звонок|позвонить|перезвонить
        call you
        """)
    private static let refusals = Pattern.list(
        """
        не|незачем|никогда|прекратите|перестаньте|хватит|don|stop|not|больше ..3 звон*|перезван*|набира*|перезвон*|беспоко*|позван*|
        звонить|call|calling
        не надо|нужно ..3 звонить|перезванивать|перезвонить|набирать|звонков
        """)
    /// "я сам перезвоню", "мы вам перезвоним" from the client is the client's call.
    private static let byClient = Pattern.list(
        """
        перезвоню|перезвоним|наберу|наберем|позвоню|позвоним|свяжусь|свяжемся|перезваниваю
        я|мы|сам|сама|сами|могу|смогу|можно ..3 вам перезвонить|позвонить|набрать
        i will|ll call
        куда|как|могу|можно|кому .. вам? перезвонить|позвонить|звонить|дозвониться
        """)

    let talk: Conversation
    let callStart: Date
    let zone: TimeZone

    /// What was found, and the words that name the time, if any.
    func find() -> (callBack: CallBack, when: Slot?)? {
        let promise = talk.companyLines.reversed().compactMap { promised(in: $0) }.first
        let request = talk.clientLines.reversed().compactMap { asked(in: $0) }.first ?? talk.clientLines.compactMap { accepted($0) }.first
        guard let main = request ?? promise, !isRefused(after: main.line.index) else { return nil }
        let time = agreed(self.time(near: main), promise.flatMap { self.time(near: $0) })
        // A promise is quoted where it was given, not where it was asked for.
        let cited = promise ?? main
        var range = cited.range
        if let time, time.line.index == cited.line.index {
            range = min(range.lowerBound, time.phrase.range.lowerBound)..<max(range.upperBound, time.phrase.range.upperBound)
        }
        let resolved = time?.phrase.meaning.date(saidAt: callStart, zone: zone)
        let callBack = CallBack(text: cited.line.quote(range), at: resolved, promised: promise != nil, utterance: cited.line.index)
        let slot = time.map { time in
            let quote = time.line.quote(time.phrase.range)
            return Slot(name: .callback, value: quote, confidence: 0.85, quote: quote, utterance: time.line.index)
        }
        return (callBack, slot)
    }

    private typealias Moment = (line: Line, phrase: TimePhrase)

    /// The time the client asked for, unless the promise names the hour the client left open.
    private func agreed(_ asked: Moment?, _ promised: Moment?) -> Moment? {
        guard let asked, let promised else { return asked ?? promised }
        let (wish, word) = (asked.phrase.meaning, promised.phrase.meaning)
        let isOpen = wish.hour == nil && wish.minutes == nil
        return isOpen && word.hour != nil && (word.namesDay || !wish.namesDay) ? promised : asked
    }

    private struct Place {
        var line: Line
        var range: Range<Int>
    }

    private func asked(in line: Line) -> Place? {
        for range in Self.asks.all(in: line) {
            let window = max(0, range.lowerBound - 4)..<min(line.tokens.count, range.upperBound + 1)
            let refusal = Self.refusals.first(in: line, window).flatMap { found in
                line.tokens[found].contains {
                    $0.text.hasPrefix("слыш") || $0.text == "могу" || $0.startsSentence && $0.range != line.tokens[found.lowerBound].range
                } ? nil : found
            }
            if refusal != nil || Self.byClient.first(in: line, window) != nil || confirmsNumber(line, range) { continue }
            return Place(line: line, range: range)
        }
        return nil
    }

    /// "Звоните на этот номер" says where the client can be reached, not that a call is wanted, unless a time is named with it.
    private func confirmsNumber(_ line: Line, _ range: Range<Int>) -> Bool {
        let behind = line.tokens[range.lowerBound..<min(line.tokens.count, range.upperBound + 3)].map(\.text)
        var names = ["этот", "этому", "тот", "тому", "мой", "моему", "данный", "него", "нему"]
        // "Перезвоните на другой номер" asks for a call, "звоните на другой номер" does not.
        if behind.contains(where: { ["звоните", "звони", "звонить"].contains($0) }) { names += ["другой", "другому", "рабочий", "рабочему", "номер", "номеру"] }
        guard behind.contains("на") || behind.contains("по"), behind.contains(where: { names.contains($0) }) else { return false }
        return TimePhrase.all(in: line).isEmpty
    }

    private func promised(in line: Line) -> Place? {
        guard let range = Self.promises.first(in: line) else { return nil }
        let before = line.tokens[max(0, range.lowerBound - 3)..<range.upperBound].map(\.text)
        if before.contains("не") || before.contains("если") || before.contains("когда") && line.isQuestion(at: range.lowerBound) { return nil }
        // A promise the client turns down is none.
        if isTurnedDown(line, range) { return nil }
        return Place(line: line, range: range)
    }

    private func isTurnedDown(_ line: Line, _ range: Range<Int>) -> Bool {
        guard let reply = talk.reply(to: line.index) else { return false }
        if Self.refusals.first(in: reply) != nil { return true }
        // "Он перезвонит сегодня. Есть ещё вопросы?" - "Нет, это всё": that no is not about the call.
        let later = line.sentence(of: range.lowerBound).upperBound..<line.tokens.count
        let between = talk.lines[line.index + 1..<max(line.index + 1, reply.index)]
        let asksMore =
            later.contains { line.isQuestion(at: $0) } || between.contains { next in next.tokens.indices.contains { next.isQuestion(at: $0) } }
        return !asksMore && reply.tokens.prefix(3).contains { ["нет", "незачем", "no"].contains($0.text) }
    }

    /// "Вам перезвонить завтра?" - "Да, после обеда".
    private func accepted(_ line: Line) -> Place? {
        guard let question = talk.questions(before: line.index).first, let offer = Self.offers.first(in: question),
            question.isQuestion(at: offer.lowerBound) || !talk.isCased
        else { return nil }
        let isClientsCall = question.tokens[max(0, offer.lowerBound - 3)..<offer.lowerBound].contains {
            ["можете", "вы", "сможете", "нам"].contains($0.text)
        }
        guard !isClientsCall, !line.tokens.prefix(4).contains(where: { ["нет", "не", "no"].contains($0.text) }) else { return nil }
        if let phrase = TimePhrase.all(in: line).first { return Place(line: line, range: phrase.range) }
        guard !asksForNumber(question, offer), let agreement = PhoneFinder.agreement.longest(line, at: 0) else { return nil }
        return Place(line: line, range: agreement)
    }

    /// "На какой телефон вам перезвонить?" - "Так, мой телефон...": a number was asked for, and nothing is agreed by a word before it.
    private func asksForNumber(_ question: Line, _ offer: Range<Int>) -> Bool {
        let asking = question.sentence(of: offer.lowerBound).lowerBound..<offer.lowerBound
        return question.tokens[asking].contains { ["какой", "какому", "каком", "куда", "which", "what"].contains($0.text) }
    }

    private func isRefused(after index: Int) -> Bool {
        talk.clientLines.contains { line in
            // "не забудьте перезвонить" asks all the more.
            line.index > index && Self.refusals.first(in: line).map { !line.tokens[$0].contains { $0.text.hasPrefix("заб") } } ?? false
        }
    }

    private func time(near place: Place) -> Moment? {
        if let own = phrase(in: place.line, near: place.range) { return (place.line, own) }
        let last = min(talk.lines.count, place.line.index + 1 + Self.agreementReach)
        let isAboutTime: [Pattern] = ["когда|во сколько|время|часов|удобно|день|завтра|сегодня|when|time"]
        for line in talk.lines[min(last, place.line.index + 1)..<last] where line.isClient && talk.answers(line, to: isAboutTime + Self.offers) {
            if let phrase = TimePhrase.all(in: line).first { return (line, phrase) }
        }
        for line in talk.lines[min(last, place.line.index + 1)..<last] where !line.isClient {
            if let found = promised(in: line), let phrase = phrase(in: line, near: found.range) { return (line, phrase) }
        }
        guard place.line.index > 0, let previous = talk.questions(before: place.line.index).first,
            Self.offers.first(in: previous) != nil || place.line.isClient
        else { return nil }
        return Self.offers.first(in: previous).flatMap { phrase(in: previous, near: $0) }.map { (previous, $0) }
    }

    /// The expression of time in the sentence of the call-back, or right beside it.
    private func phrase(in line: Line, near range: Range<Int>) -> TimePhrase? {
        let phrases = TimePhrase.all(in: line)
        let sentence = line.sentence(of: range.lowerBound)
        let inside = phrases.filter { sentence.overlaps($0.range) }
        return inside.min { distance($0.range, range) < distance($1.range, range) }
            ?? phrases.min { distance($0.range, range) < distance($1.range, range) }
    }

    private func distance(_ left: Range<Int>, _ right: Range<Int>) -> Int {
        left.overlaps(right) ? 0 : min(abs(left.lowerBound - right.upperBound), abs(right.lowerBound - left.upperBound))
    }
}
