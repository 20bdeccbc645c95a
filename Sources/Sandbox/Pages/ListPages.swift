/// Lists of items, calls, tasks, notifications and requests.
extension PageFrame {
    /// Rows shown of one list.
    private static let rowLimit = 200

    func itemList(_ type: CRMType) -> String {
        let names: [CRMType: String] = [
            .lead: text("Лиды", "Leads"), .deal: text("Сделки", "Deals"), .contact: text("Контакты", "Contacts"),
            .company: text("Компании", "Companies"),
        ]
        let rows = state.sortedItems(type).reversed().prefix(Self.rowLimit).map { item -> Markup in
            """
            <tr><td class="soft">\(item.id)</td><td>\(anchor(CRMLink(type, item.id)))</td><td>\(stage(item))</td>\
            <td>\(item.phones.joined(separator: ", "))</td><td>\(source(item))</td><td>\(person(item.int("assignedById")))</td>\
            <td class="soft">\(date(item.created))</td></tr>
            """
        }
        let heads = [
            "№", text("Название", "Name"), text("Стадия", "Stage"), text("Телефон", "Phone"), text("Источник", "Source"),
            text("Ответственный", "Responsible"), text("Создан", "Created"),
        ]
        return page(names[type] ?? "", section: "/crm/\(type.path)/", "<h1>\(names[type] ?? "")</h1>\(table(heads, Array(rows)))")
    }

    /// - Parameter takesCalls: there is somebody to place calls by hand with.
    func callList(takesCalls: Bool) -> String {
        let rows = state.statistics.values.sorted { $0.id > $1.id }.prefix(Self.rowLimit).map { call -> Markup in
            let isMissed = call.failedCode == "304"
            let kind = isMissed ? text("Пропущен", "Missed") : call.type == 2 ? text("Входящий", "Incoming") : text("Исходящий", "Outgoing")
            return """
                <tr><td class="soft">\(date(call.start))</td><td><span class="chip \(isMissed ? "red" : "green")">\(kind)</span></td><td>\(call.phone)</td>\
                <td>\(call.portalNumber)</td><td>\(person(call.userID))</td><td>\(clock(call.duration))</td>\
                <td>\(call.recordFileID == nil ? text("нет", "no") : text("есть", "yes"))</td>\
                <td>\(call.transcriptID == nil ? "" : text("есть", "yes"))</td><td>\(call.entity.map(anchor))</td></tr>
                """
        }
        let heads = [
            text("Начало", "Start"), text("Вид", "Kind"), text("Клиент", "Client"), text("Линия", "Line"), text("Сотрудник", "Employee"),
            text("Разговор", "Talk"), text("Запись", "Recording"), text("Расшифровка", "Transcript"), "CRM",
        ]
        return page(text("Звонки", "Calls"), section: "/telephony/", "<h1>\(text("Звонки", "Calls"))</h1>\(takesCalls ? callForm() : nil)\(table(heads, Array(rows)))")
    }

    func taskList() -> String {
        let rows = state.tasks.values.sorted { $0.id > $1.id }.prefix(Self.rowLimit).map { task -> Markup in
            """
            <tr><td class="soft">\(task.id)</td><td><a href="/tasks/\(task.id)/">\(task.title)</a></td><td>\(taskStatus(task))</td>\
            <td>\(date(task.deadline))</td><td>\(person(task.responsible))</td><td>\(task.crmLinks.map(taskLink))</td></tr>
            """
        }
        let heads = [
            "№", text("Задача", "Task"), text("Состояние", "Status"), text("Крайний срок", "Deadline"), text("Исполнитель", "Assignee"), "CRM",
        ]
        return page(text("Задачи", "Tasks"), section: "/tasks/", "<h1>\(text("Задачи", "Tasks"))</h1>\(table(heads, Array(rows)))")
    }

    func notificationList(of user: Int?) -> String {
        let people = state.configuration.users.map { person -> Markup in
            "<a class=\"\(person.id == user ? "on" : "")\" href=\"/notifications/?user=\(person.id)\">\(person.fullName)</a>"
        }
        let all: Markup = "<a class=\"\(user == nil ? "on" : "")\" href=\"/notifications/\">\(text("Все", "All"))</a>"
        let shown = state.notifications.values.filter { user == nil || $0.userID == user }.sorted { $0.id > $1.id }.prefix(Self.rowLimit)
        let entries = shown.map { note -> Markup in
            """
            <div class="entry"><span class="dot comment">!</span><div class="panel"><div class="top">\(person(note.userID))\
            <time class="soft small">\(date(note.date))</time></div>\(BBCode.html(note.message))</div></div>
            """
        }
        let list: Markup =
            entries.isEmpty ? "<div class=\"panel empty\">\(text("Пока ничего нет", "Nothing yet"))</div>" : "<div class=\"line\">\(entries)</div>"
        let title = text("Уведомления", "Notifications")
        return page(title, section: "/notifications/", "<h1>\(title)</h1><div class=\"tabs\">\(all)\(people)</div>\(list)")
    }

    func requestList(_ log: RequestLog) -> String {
        let rows = log.records.suffix(Self.rowLimit).reversed().map { record -> Markup in
            let status = record.status ?? 0
            let colour = status == 200 ? "green" : status == 0 ? "grey" : "red"
            return """
                <tr><td class="soft">\(record.number)</td><td>\(record.method)\(record.version == 3 ? " (REST 3)" : "")</td>\
                <td><span class="chip \(colour)">\(status == 0 ? "—" : String(status))</span> \(record.errorCode ?? "")</td>\
                <td class="small soft">\(String(record.parameters.encodedText.prefix(240)))</td></tr>
                """
        }
        let remarks = state.violations.suffix(Self.rowLimit).map { sentence -> Markup in "<div class=\"field\">\(sentence)</div>" }
        let violations: Markup =
            remarks.isEmpty
            ? ""
            : "<div class=\"panel\" style=\"margin-bottom:18px\"><h2>\(text("Не по документации", "Against the documentation"))</h2>\(remarks)</div>"
        let title = text("Журнал запросов", "Request log")
        let heads = ["№", text("Метод", "Method"), text("Ответ", "Answer"), text("Параметры", "Parameters")]
        return page(title, section: "/sandbox/requests", "<h1>\(title)</h1>\(violations)\(table(heads, Array(rows)))")
    }

    func table(_ heads: [String], _ rows: [Markup]) -> Markup {
        guard !rows.isEmpty else { return "<div class=\"panel empty\">\(text("Пока ничего нет", "Nothing yet"))</div>" }
        let cells = heads.map { head -> Markup in "<th>\(head)</th>" }
        return "<div class=\"panel table\"><table><thead><tr>\(cells)</tr></thead><tbody>\(rows)</tbody></table></div>"
    }
}
