/// Who wants something of whom: most clients call to buy, some are called with an offer, and some call to sell.
struct CallDirection {
    /// Utterances of the company in which it says why it calls.
    private static let openingLines = 2

    private static let coldOpenings: [Pattern] = [
        "удобно ..3 говорить|разговаривать|общаться|пообщаться|поговорить", "вас|вам беспокоит|беспокоят|беспокою|тревожит|звонит|звонят|звоню", "звоню вам", "хотим|хотели|хочу|хотел|хотела|могу|можем|позвольте|разрешите ..2 предложить|рассказать|пригласить|познакомить*|напомнить|поздравить",
        "предлагаем|предложим|представляю|продвигаем", "у вас|вашей ..2 заканчивается|истекает|закончился|закончилась|подходит|сайт", "мы внедряем|помогаем|поставляем|разрабатываем|проводим|занимаемся", "с кем ..3 могу|можно|мог|могла ..3 обсудить|поговорить|пообщаться|переговорить", "минута|минутка|минутку|минуты|пара|пару ..2 найдется|есть|будет|уделите|времени|минут", "уделите|уделить ..2 минут*|времени",
        "вы были у нас|нашим", "вы ..2 наш|наша клиент*", "кто ..3 вас ..2 занимается|отвечает|решает", "есть ли у вас потребность", "are you free|available to talk", "we offer|would like to offer",
    ]
    private static let warmOpenings: [Pattern] = [
        "оставляли|оставили|заполняли|заполнили|отправляли|отправили|делали|создали|писали|подавали ..3 заявк*|запрос*|обращени*|форм*|сообщени*|заказ*|вопрос*|номер*|контакт*", "интересовались|интересовала|обращались|просили|заказывали|звонили|скачивали|регистрировались|смотрели", "вашей|вашему|вашего|вашим ..1 заявк*|запрос*|заказ*|обращени*", "заявка ..1 от вас", "от вас ..2 заявка|запрос|обращение|звонок", "you ..2 left|requested|asked",
    ]
    private static let selling: [Pattern] = [
        "хотим|хотели|хочу|хотел|хотела|хотелось|могу|можем|готовы|рады ..3 предложить|презентовать|рассказать ..2 вам|вашей|вашему", "вам|вашей|вашему|вашим ..3 предложить|предлагаем|предлагаю|предложение", "предлагаем|предлагаю ..2 вам|вашей|вашему", "для вашего|вашей бизнеса|компании|организации|фирмы|предприятия", "одобрен*|предодобрен* ..4 кредит*|финансирован*|заем|займ*|карт*|сумм*|лимит*|рассрочк*",
        "вам ..2 одобрен*|предодобрен*", "вы ..2 выиграли|стали победителем", "у нас ..3 для вас|вашего|вашей", "занимаемся|занимаюсь продвижением|раскруткой", "продвижени* ..2 вашего|вашей", "коммерческое|выгодное|специальное|уникальное предложение ..3 вам|вас|вашей|вашему", "наш* ..2 банк*|компания предлагает|предлагаем",
        "ищем|расширяем ..2 партнеров|поставщиков|дилеров", "вакансии|вакансия|резюме", "we offer|for your business|company",
    ]
    /// How the company turns a seller down.
    private static let companyDeclines: [Pattern] = [
        "нас|нам|мне|меня ..2 не ..1 интересует|интересно|интересуют|нужно|нужна|нужен|нужны|актуально|надо", "мы ..2 не ..1 рассматриваем|покупаем|заинтересованы|сотрудничаем|берем|нуждаемся", "не рассматриваем", "не интересует ..2 предложен*", "у нас ..2 уже есть ..3 поставщик*|подрядчик*|партнер*|банк*", "не звоните|удалите|уберите ..3 сюда|нам|номер|базы",
        "we ..1 not interested",
    ]

    let talk: Conversation

    /// True when the company called with an offer the client did not ask for.
    var isColdCall: Bool {
        guard talk.lines.first(where: { !$0.tokens.isEmpty })?.isClient == false else { return false }
        let opening = talk.companyLines.filter { !$0.tokens.isEmpty }.prefix(Self.openingLines)
        if opening.contains(where: { Self.warmOpenings.occur(in: $0) }) { return false }
        return opening.contains { Self.coldOpenings.occur(in: $0) }
    }

    /// Where the caller offers something to the company instead of asking for it; nil when nothing shows it.
    var offer: Evidence? {
        guard !isColdCall else { return nil }
        let declined = talk.companyLines.contains { Self.companyDeclines.occur(in: $0) }
        for line in talk.clientLines {
            guard let range = Self.selling.first(in: line), !line.isQuestion(at: range.lowerBound), !line.tokens[range].contains(where: { ["мне", "нам"].contains($0.text) }) else { continue }
            return Evidence(quote: line.quote(range), utterance: line.index)
        }
        guard declined, let line = talk.clientLines.first(where: { $0.tokens.count > 4 }) else { return nil }
        return Evidence(quote: line.quote(line.all), utterance: line.index)
    }
}
