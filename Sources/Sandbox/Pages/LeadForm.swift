/// The form by which a person moves a lead to another stage or to another responsible, as people do in the portal.
extension PageFrame {
    func leadForm(_ lead: CRMItem) -> Markup {
        let stages = Stages.entries.filter { $0.entity == "STATUS" }.map { entry -> Markup in
            let mark: Markup = entry.code == lead.text("stageId") ? " selected" : ""
            return "<option value=\"\(entry.code)\"\(mark)>\(text(entry.russian, entry.english))</option>"
        }
        let people = state.configuration.users.filter(\.isActive).map { user -> Markup in
            let mark: Markup = user.id == lead.int("assignedById") ? " selected" : ""
            return "<option value=\"\(user.id)\"\(mark)>\(user.fullName)</option>"
        }
        return """
            <form class="panel place" method="post" action="/sandbox/lead/\(lead.id)"><b>\(text("Изменить лид", "Change the lead"))</b>\
            <label>\(text("Стадия", "Stage"))<select name="stage">\(stages)</select></label>\
            <label>\(text("Ответственный", "Responsible"))<select name="assigned">\(people)</select></label>\
            <button>\(text("Сохранить", "Save"))</button></form>
            """
    }
}
