/// Scores how the company's side led the talk, by the checks of a good sales conversation.
struct ScriptScorer {
    private static let greeting: [Pattern] = ["здравствуйте|здрасьте|приветствую|добрый|доброе|доброго", "hello|hi|good"]
    private static let introduction = Pattern.list(
        """
        меня зовут
        компания|менеджер|магазин|салон|студия|клиника|фирма|ооо|центр|отдел
        вас приветствует|беспокоит
        голосовой помощник
        my name|this is
        company
        """)
    private static let contact: [Pattern] = [
        "номер*|телефон*|контакт*|почт*|емейл|имейл|связи|связаться|ватсап|вотсап", "phone|number|email|contact|reach",
    ]
    private static let nextStep = Pattern.list(
        """
        перезвон*|позвон*|свяж*|наберу|наберем|созвон*
        отправлю|отправим|пришлю|пришлем|вышлю|вышлем|скину|скинем|направлю|направим
        запишу|записал*|записыва*|оформ*|забронир*|назнач*|договорились|подготов*
        передам|переда*|соедин*|переключ*|приед*|замер*|встреч*|жд*м
        will call|send|arrange|book|transfer|connect
        мастер|курьер|менеджер ..2 приедет|подъедет|свяжется
        """)
    private static let farewell = Pattern.list(
        """
        до свидания|связи|встречи|завтра
        всего доброго|хорошего|наилучшего
        хорошего|доброго|приятного дня|вечера
        goodbye|bye
        have a nice|good|great
        спасибо .. звонок|обращение|позвонили
        """)

    let talk: Conversation
    let objections: [Objection]

    /// The score, or nil when nobody of the company spoke, and when there was no sale to lead: a wrong number, silence.
    func score(of outcome: Outcome) -> ScriptScore? {
        guard outcome != .wrongNumber, outcome != .silent else { return nil }
        let own = talk.companyLines.filter { !$0.tokens.isEmpty }
        guard !own.isEmpty else { return nil }
        let head = Array(own.prefix(2))
        var checks = [
            check("greeting", Self.greeting, head), check("introduced", Self.introduction, head), check("nameAsked", NameCues.questions, own),
            check("needAsked", NeedCues.questions, own),
            check("contactAsked", Self.contact, own),
        ]
        if !objections.isEmpty {
            let unanswered = objections.first { !$0.answered }
            checks.append(
                ScriptCheck(name: "objectionsAnswered", met: unanswered == nil, utterance: unanswered?.utterance ?? objections.first?.utterance))
        }
        checks.append(check("nextStepAgreed", Self.nextStep, own))
        checks.append(check("farewell", Self.farewell, Array(own.suffix(2))))
        let met = checks.count { $0.met }
        return ScriptScore(points: met * 100 / checks.count, checks: checks)
    }

    private func check(_ name: String, _ patterns: [Pattern], _ lines: [Line]) -> ScriptCheck {
        let shown = lines.first { patterns.occur(in: $0) }
        return ScriptCheck(name: name, met: shown != nil, utterance: shown?.index)
    }
}
