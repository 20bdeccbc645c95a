import Foundation

/// What every page shares: the banner that says what this is, the menu, helpers for texts and dates.
struct PageFrame {
    let state: PortalState

    func text(_ russian: String, _ english: String) -> String { state.text(russian, english) }

    /// A whole page; `section` is the address of the menu entry to mark.
    func page(_ title: String, section: String, _ content: Markup) -> String {
        let banner = text("Песочница: имитация портала Битрикс24, не настоящий портал", "Sandbox: an imitation of a Bitrix24 portal, not a real one")
        let page: Markup = """
            <!DOCTYPE html><html lang="\(state.configuration.language)"><head><meta charset="utf-8"><title>\(title)</title>\
            <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>\(Markup(trusted: PageStyle.css))</style></head>\
            <body><div class="banner">\(banner)</div><div class="shell"><nav class="side"><div class="brand"><i></i>\(text("Песочница", "Sandbox"))</div>\
            \(menu(section))</nav><main class="main">\(content)</main></div></body></html>
            """
        return page.text
    }

    private func menu(_ section: String) -> [Markup] {
        let entries: [(address: String, name: String, count: Int?)] = [
            ("/crm/lead/", text("Лиды", "Leads"), state.items[.lead]?.count ?? 0),
            ("/crm/deal/", text("Сделки", "Deals"), state.items[.deal]?.count ?? 0),
            ("/crm/contact/", text("Контакты", "Contacts"), state.items[.contact]?.count ?? 0),
            ("/crm/company/", text("Компании", "Companies"), state.items[.company]?.count ?? 0),
            ("/telephony/", text("Звонки", "Calls"), state.statistics.count),
            ("/tasks/", text("Задачи", "Tasks"), state.tasks.count),
            ("/notifications/", text("Уведомления", "Notifications"), state.notifications.count),
        ]
        let service: [(address: String, name: String, count: Int?)] = [
            ("/app", text("Приложение", "Application"), nil), ("/sandbox/requests", text("Журнал запросов", "Request log"), nil),
        ]
        let link = { (entry: (address: String, name: String, count: Int?)) -> Markup in
            let mark = entry.address == section ? "on" : ""
            return "<a class=\"\(mark)\" href=\"\(entry.address)\"><span>\(entry.name)</span>\(entry.count.map { "<b>\($0)</b>" as Markup })</a>"
        }
        return entries.map(link) + ["<hr>"] + service.map(link)
    }

    /// `10.03.2026 11:19`, in the portal's offset.
    func date(_ date: Date?) -> String {
        guard let date else { return "" }
        let text = Array(state.time.text(date))
        guard text.count >= 16 else { return "" }
        return String(text[8...9]) + "." + String(text[5...6]) + "." + String(text[0...3]) + " " + String(text[11...15])
    }

    /// `1:35` for 95 seconds.
    func clock(_ seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }

    func person(_ id: Int?) -> Markup {
        guard let id else { return "" }
        let user = state.user(id)
        let initials = [user?.name, user?.lastName].compactMap { $0?.first.map(String.init) }.joined()
        return "<span class=\"who\"><i>\(initials.isEmpty ? "?" : initials)</i>\(user?.fullName ?? "№\(id)")</span>"
    }

    func address(_ link: CRMLink) -> String { "/crm/\(link.type.path)/details/\(link.id)/" }

    /// A link to an item by its name; nothing for an item that is gone.
    func anchor(_ link: CRMLink) -> Markup {
        guard let item = state.item(link) else { return "<span class=\"soft\">№\(link.id)</span>" }
        return "<a href=\"\(address(link))\" target=\"_top\">\(item.displayName)</a>"
    }

    func typeName(_ type: CRMType) -> String {
        switch type {
        case .lead: text("Лид", "Lead")
        case .deal: text("Сделка", "Deal")
        case .contact: text("Контакт", "Contact")
        case .company: text("Компания", "Company")
        }
    }

    func stage(_ item: CRMItem) -> Markup {
        guard let code = item.text("stageId") else { return "" }
        let entry = Stages.entry(item.type == .lead ? "STATUS" : "DEAL_STAGE", code)
        let colour = entry?.semantics == "S" ? "green" : entry?.semantics == "F" ? "red" : ""
        return "<span class=\"chip \(colour)\">\(entry.map { text($0.russian, $0.english) } ?? code)</span>"
    }

    func source(_ item: CRMItem) -> String {
        guard let code = item.text("sourceId") else { return "" }
        return Stages.entry("SOURCE", code).map { text($0.russian, $0.english) } ?? code
    }

    func notFound() -> String {
        page(
            text("Не найдено", "Not found"), section: "",
            "<div class=\"panel empty\">\(text("Такой страницы здесь нет", "There is no such page"))</div>")
    }
}
