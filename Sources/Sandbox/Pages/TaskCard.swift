/// The card of a task.
extension PageFrame {
    func taskCard(_ task: PortalTask) -> String {
        let checklist = task.checklist.map { item -> Markup in "<div class=\"field\">\(item.isComplete ? "☑" : "☐") \(item.title)</div>" }
        let complete: Markup =
            task.status == 5
            ? "" : "<form method=\"post\" action=\"/sandbox/complete/\(task.id)\"><button>\(text("Завершить", "Complete"))</button></form>"
        let facts: [(String, Markup)] = [
            (text("Исполнитель", "Assignee"), person(task.responsible)), (text("Постановщик", "Creator"), person(task.createdBy)),
            (text("Крайний срок", "Deadline"), "\(date(task.deadline))"), (text("Создана", "Created"), "\(date(task.created))"),
            ("CRM", "\(task.crmLinks.map(taskLink))"),
        ]
        let rows = facts.map { name, value -> Markup in "<div class=\"field\"><label>\(name)</label>\(value)</div>" }
        return page(
            task.title, section: "/tasks/",
            """
            <div class="head"><h1>\(task.title)</h1>\(taskStatus(task))</div><div class="columns"><div class="panel">\(rows)</div>\
            <div class="panel"><h2>\(text("Описание", "Description"))</h2><div>\(BBCode.html(task.description))</div>\
            \(checklist.isEmpty ? nil : "<h2 style=\"margin-top:18px\">\(text("Чек-лист", "Checklist"))</h2>\(checklist)" as Markup)\
            <div style="margin-top:20px">\(complete)</div></div></div>
            """)
    }

    func taskStatus(_ task: PortalTask) -> Markup {
        switch task.status {
        case 5: "<span class=\"chip green\">\(text("Завершена", "Completed"))</span>"
        case 3: "<span class=\"chip\">\(text("Выполняется", "In progress"))</span>"
        case 6: "<span class=\"chip grey\">\(text("Отложена", "Deferred"))</span>"
        default: "<span class=\"chip amber\">\(text("Ждёт выполнения", "Pending"))</span>"
        }
    }

    /// A link such as L_4 as an anchor with the item's kind and name.
    func taskLink(_ link: String) -> Markup {
        let parts = link.split(separator: "_")
        guard parts.count == 2, let id = Int(parts[1]), let type = CRMType.allCases.first(where: { $0.shortCode == parts[0] }) else {
            return "\(link) "
        }
        return "<div>\(typeName(type)): \(anchor(CRMLink(type, id)))</div>"
    }
}
