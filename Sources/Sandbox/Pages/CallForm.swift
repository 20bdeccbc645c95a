/// The form by which a person places a made-up call.
extension PageFrame {
    func callForm() -> Markup {
        let kinds = CallKind.allCases.map { kind -> Markup in "<option value=\"\(kind.rawValue)\">\(name(of: kind))</option>" }
        return """
            <form class="panel place" method="post" action="\(SandboxPortal.callPath)"><b>\(text("Позвонить на линию", "Call the line"))</b>\
            <label>\(text("Кто звонит", "Who calls"))<select name="kind">\(kinds)</select></label>\
            <label>\(text("Вариант", "Variant"))<input name="seed" type="number" min="0" value="1"></label>\
            <label>\(text("Номер", "Number"))<input name="phone" placeholder="\(text("свой у каждого", "one of their own"))" pattern="\\+[0-9]{8,15}"></label>\
            <button>\(text("Позвонить", "Place the call"))</button></form>
            """
    }

    /// Why no call was placed.
    func callRefused(_ sentence: String) -> String {
        let title = text("Звонка не было", "There was no call")
        return page(
            title, section: "/telephony/",
            "<h1>\(title)</h1><div class=\"panel empty\">\(sentence)<br><a href=\"/telephony/\">\(text("Назад к звонкам", "Back to the calls"))</a></div>")
    }

    private func name(of kind: CallKind) -> String {
        switch kind {
        case .newClient: text("Новый клиент", "A new client")
        case .knownClient: text("Клиент с заказом", "A client who has ordered before")
        case .wantsPerson: text("Просит менеджера", "Wants a person")
        case .priceObjection: text("Считает, что дорого", "Finds it too dear")
        case .dictatedPhone: text("Диктует номер словами", "Dictates a number in words")
        case .wrongNumber: text("Ошибся номером", "A wrong number")
        case .silence: text("Молчит", "Says nothing")
        case .missed: text("Никто не ответил", "Nobody answers")
        }
    }
}
