/// The sentences of a summary, in the language of the call.
struct SummaryTexts {
    let isRussian: Bool

    func slot(_ slot: Slot) -> String {
        let value = slot.value
        let text =
            switch slot.name {
            case .name: isRussian ? "Клиент представился: \(value)" : "The client's name is \(value)"
            case .company: isRussian ? "Компания клиента: \(value)" : "The client's company is \(value)"
            case .phone: isRussian ? "Оставлен телефон: \(value)" : "A phone number was left: \(value)"
            case .email: isRussian ? "Оставлена почта: \(value)" : "An e-mail address was left: \(value)"
            case .need: request(value)
            case .budget: isRussian ? "Бюджет: \(BudgetText.shown(value, isRussian: true))" : "The budget is \(BudgetText.shown(value, isRussian: false))"
            // "сроки у нас не горят" says itself what it is about.
            case .deadline: isRussian ? (value.folded.hasPrefix("срок") ? value.capitalisedFirst : "Срок: \(value)") : "Needed by: \(value)"
            case .city: isRussian ? "Город: \(value)" : "The city is \(value)"
            case .callback: isRussian ? "Время звонка: \(value)" : "Time of the call: \(value)"
            }
        return closed(text)
    }

    private func request(_ need: String) -> String { isRussian ? "Запрос: \(need)" : "Request: \(need)" }

    /// With one full stop behind it.
    private func closed(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

    func objection(_ objection: Objection) -> String {
        let name = isRussian ? Self.russian[objection.kind] ?? "" : Self.english[objection.kind] ?? ""
        if isRussian { return "Возражение: \(name); \(objection.answered ? "получило ответ" : "осталось без ответа")." }
        return "Objection: \(name); \(objection.answered ? "answered" : "left unanswered")."
    }

    func wish() -> String { isRussian ? "Клиент просит соединить с сотрудником." : "The client asks for a person." }

    func callBack(_ callBack: CallBack) -> String {
        let quote = callBack.text
        if callBack.promised { return isRussian ? "Обещан обратный звонок: «\(quote)»." : "A call back was promised: \"\(quote)\"." }
        return isRussian ? "Клиент просит перезвонить: «\(quote)»." : "The client asks to be called back: \"\(quote)\"."
    }

    func wrongNumber() -> String { isRussian ? "Звонок не по адресу: ошиблись номером." : "It was a wrong number." }

    func refusal() -> String { isRussian ? "Клиент отказался." : "The client refused." }

    func nextStep(_ outcome: Outcome, need: String?, when: String?) -> String {
        let about = need.map { " " + closed(request($0)) } ?? ""
        return switch outcome {
        case .handoff: (isRussian ? "Передать сотруднику." : "Pass the client to a person.") + about
        case .callback: closed(isRussian ? "Перезвонить клиенту\(when.map { ": " + $0 } ?? "")" : "Call the client back\(when.map { ": " + $0 } ?? "")")
        case .qualified: (isRussian ? "Подготовить предложение и связаться с клиентом." : "Prepare an offer and contact the client.") + about
        case .refused: isRussian ? "Закрыть обращение: клиент отказался." : "Close the request: the client refused."
        case .wrongNumber: isRussian ? "Закрыть обращение: ошиблись номером." : "Close the request: wrong number."
        case .silent: isRussian ? "Перезвонить: разговора не было." : "Call again: there was no conversation."
        case .info: isRussian ? "Ничего не требуется: клиент получил ответ." : "Nothing to do: the client was answered."
        case .unclear: isRussian ? "Прослушать запись и уточнить, что нужно клиенту." : "Listen to the recording and find out what the client needs."
        }
    }

    private static let russian: [ObjectionKind: String] = [
        .expensive: "дорого", .think: "нужно подумать", .noTime: "нет времени", .haveSupplier: "уже работает с другими",
        .sendOffer: "просит прислать предложение", .notDecider: "решает не он",
        .notInterested: "неинтересно", .noTrust: "не доверяет",
    ]
    private static let english: [ObjectionKind: String] = [
        .expensive: "too expensive", .think: "wants to think", .noTime: "no time", .haveSupplier: "works with others",
        .sendOffer: "asks for an offer", .notDecider: "somebody else decides",
        .notInterested: "not interested", .noTrust: "no trust",
    ]
}
