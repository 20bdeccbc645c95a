/// Finds by when the client needs it.
enum DeadlineFinder {
    private static let questions = Pattern.list(
        """
        срок*
        дата|даты|дату
        когда $
        когда .. нужно|нужен|нужна|нужны|надо|планируете|хотите|хотели|удобно|готовы|необходимо|понадобится|собираетесь
        к какому|какой числу|дате|дню|времени|день
        на какое|какую|какой|какие|каких число|числа|дату|даты|день|дни|время|сроки
        как быстро|скоро|срочно
        ^ ..2 когда $
        на|к когда
        ^ ..1 дат*
        насколько .. срочно
        по времени|датам
        к какой дате
        когда .. привезти|доставить|установить|приехать|начать|заселение|заезд
        when .. need|want|plan
        deadline
        how soon
        by when
        """)
    private static let needs = Pattern.list(
        """
        нужн*|нужен|надо|необходим*|требуется|понадоб*
        хочу|хотим|хотел*|хотелось|планиру*
        сдела*|достав*|привез*|установ*|успе*|заказ*|постав*|смонтир*|получ*|законч*|готов*|заверш*|изготов*|отгруз*|напечат*|выполн*|
        отремонтир*|приех*|подъех*|подъед*|приед*|выезд*|выех*|забра*|начать|начн*|старт*|попасть|прийти|подойти|заканчива*|истека*
        срок*|дедлайн*|крайний
        въезж*|переезж*|заезж*|заселя*|откры*|запуск*|свадьб*|рожден*|юбиле*|праздник*|мероприят*|выставк*|сезон*|ремонт*
        бронир*|забронир*|запис*|запиш*
        сдач*|сдать|сдаем|сдаваться|сдаю|желательно|крайний|край|чтоб|чтобы
        вылет*|выезжаем|отпуск*|едем|летим|лететь|улета*|уезжа*|приезжай*|начина*|стартуем|заливк*
        мне|нам ..1 до|к|ко
        need*|want|would like|deadline|deliver*|ready|order|install*
        """)
    private static let others = Pattern.list(
        """
        перезвон*|позвон*|набер*|набра*|свяж*|связ*|созвон*|звон*|перенабер*|напиш*|напомн*
        подума*|посовет*|решу|решим|обсуд*|определюсь|определимся
        звонил*|заказыва*|покупал*|был|была|были|обращал*|приезжал*|брал*
        работаете|открыты|закрываетесь|график|режим
        до свидания
        до завтра|связи|встречи
        call|ring me|back
        think
        платил*
        обеща*|третий
        отлож*|перенес*
        муж|жена|директор|начальник|руководитель|шеф|супруг|супруга
        оставлял*|заполнял*|отправлял*|писал*
        сломал*|потек*|перестал*
        отвалил*|развалил*|лопнул*|треснул*|сгорел*|сгнил*
        вышел|вышла|вышло из строя
        """)

    /// "с третьего этажа", "на второй раз": ordinals that are no dates.
    private static let floors = ["этаж", "подъезд", "размер", "раз", "класс", "курс", "поколен", "категор", "линии", "очеред", "сорт", "групп"]

    /// The slot, or nil when no deadline was named.
    static func slot(in talk: Conversation) -> Slot? {
        let found = talk.clientLines.flatMap { line in TimePhrase.all(in: line).compactMap { slot(for: $0, in: line, talk) } }
        return found.max { ($0.confidence, -$0.utterance) < ($1.confidence, -$1.utterance) }
    }

    private static func slot(for phrase: TimePhrase, in line: Line, _ talk: Conversation) -> Slot? {
        guard !isBareNumber(phrase, line), !isOnlyHour(phrase.meaning) || hasLongUnit(phrase, line),
            !(line.words(phrase.range) == "позже" || line.words(phrase.range) == "попозже"), !isFarewell(phrase, line)
        else { return nil }
        guard !Money.all(in: line).contains(where: { $0.isCertain && $0.range.overlaps(phrase.range) }) else { return nil }
        if phrase.range.upperBound < line.tokens.count, floors.contains(where: { line.tokens[phrase.range.upperBound].text.hasPrefix($0) }) {
            return nil
        }
        if isCount(phrase, line) { return nil }
        let clause = surroundings(of: phrase, in: line)
        if isTurnedDown(phrase, in: line) { return nil }
        if talk.isCased, calls.first(in: line, line.sentence(of: phrase.range.lowerBound)) != nil { return nil }
        let asked = talk.answers(line, to: questions) && !talk.answers(line, to: ["перезвон*|позвон*|созвон*|связаться|набрать|разговор*|застать|call"])
        let isUrgent = TimePatterns.urgency.first(in: line, phrase.range) != nil
        if others.first(in: line, clause) != nil { return nil }
        let needed = needs.first(in: line, clause) != nil || needs.first(in: line, line.sentence(of: phrase.range.lowerBound)) != nil
        let first = line.tokens[phrase.range.lowerBound].text
        if isUrgent, phrase.range.lowerBound > 0, ["не", "ни", "not"].contains(line.tokens[phrase.range.lowerBound - 1].text) { return nil }
        guard asked || needed || (isUrgent && line.tokens.count > 1) || ["к", "ко", "by", "на", "позже", "позднее"].contains(first) else { return nil }
        if line.isQuestion(at: phrase.range.lowerBound), !needed, !asked, first != "на" { return nil }
        let confidence = asked ? 0.9 : needed ? (["к", "ко", "до", "через", "by"].contains(first) || isUrgent ? 0.85 : 0.72) : 0.62
        return Slot(name: .deadline, value: line.quote(phrase.range), confidence: confidence, quote: line.quote(phrase.range), utterance: line.index)
    }

    /// "До двухсот" counts something else than days.
    private static func isCount(_ phrase: TimePhrase, _ line: Line) -> Bool {
        guard phrase.meaning.dayOfMonth == nil, phrase.meaning.days == nil, phrase.meaning.minutes == nil else { return false }
        return line.tokens[phrase.range].contains { token in NumberWords.cardinal(token.text).map { $0 > 31 && $0 != 40 && $0 != 50 } ?? false }
    }

    /// "Через неделю не пойдёт", "не завтра": a time that does not suit.
    private static func isTurnedDown(_ phrase: TimePhrase, in line: Line) -> Bool {
        let after = phrase.range.upperBound..<min(line.sentenceEnd(after: phrase.range.upperBound - 1), phrase.range.upperBound + 4)
        if turnedDown.longest(line, at: after.lowerBound, end: after.upperBound) != nil { return true }
        guard phrase.range.lowerBound > 0, ["не", "ни", "not"].contains(line.tokens[phrase.range.lowerBound - 1].text) else { return false }
        return !["позже", "позднее", "раньше"].contains(line.tokens[phrase.range.lowerBound].text)
    }

    private static let turnedDown: [Pattern] = ["..1 не пойдет|подходит|подойдет|устроит|устраивает|годится|успе*|вариант|могу|сможем|получится|получается|надо|нужно", "..1 поздно|долго|поздновато|долговато", "нет $", "нет у|не|мне"]
    private static let calls: [Pattern] = ["перезвон*|позвон*|наберите|набери|созвон*|звоните|свяжитесь|call"]

    /// The clause of the phrase, at most a few words to both sides.
    private static func surroundings(of phrase: TimePhrase, in line: Line) -> Range<Int> {
        let lower = max(line.clauseStart(of: phrase.range.lowerBound), phrase.range.lowerBound - 6)
        let upper = min(line.clauseEnd(after: phrase.range.upperBound - 1), phrase.range.upperBound + 5)
        return lower..<max(lower, upper)
    }

    private static func isOnlyHour(_ meaning: TimeMeaning) -> Bool {
        var rest = meaning
        rest.hour = nil
        rest.part = nil
        return rest.isEmpty && (meaning.hour != nil || meaning.part != nil)
    }

    /// "в течение двух месяцев" holds a number that is no hour.
    private static func hasLongUnit(_ phrase: TimePhrase, _ line: Line) -> Bool {
        line.tokens[phrase.range].contains { token in
            ["недел", "месяц", "дней", "дня", "год", "квартал", "week", "month", "day"].contains { token.text.hasPrefix($0) } && token.text != "дня"
        }
    }

    /// "в двести" is a sum.
    private static func isBareNumber(_ phrase: TimePhrase, _ line: Line) -> Bool {
        phrase.meaning.isEmpty
            && line.tokens[phrase.range].allSatisfy {
                $0.isDigits || NumberWords.isNumberWord($0.text) || CommonWords.isFunction($0.text) || NumberWords.ordinal($0.text) != nil
            }
    }

    /// "Тогда до завтра".
    private static func isFarewell(_ phrase: TimePhrase, _ line: Line) -> Bool {
        guard line.tokens[phrase.range.lowerBound].text == "до" else { return false }
        return line.tokens.count <= 5 && ["тогда", "спасибо", "ну", "все", "хорошо", "свидания", "ладно"].contains(line.tokens[0].text)
            && phrase.meaning.days != nil
    }
}
