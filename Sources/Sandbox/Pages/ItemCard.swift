import Foundation

/// The card of a lead, deal, contact or company: stages, fields, timeline, tabs of the application.
extension PageFrame {
    func itemCard(_ item: CRMItem, tab: Int?) -> String {
        let link = CRMLink(item.type, item.id)
        let places = state.placements.enumerated().filter { $0.element.placement == "CRM_\(item.type.code)_DETAIL_TAB" }
        let tabs = places.map { index, place -> Markup in
            "<a class=\"\(tab == index ? "on" : "")\" href=\"\(address(link))?tab=\(index)\">\(place.title.isEmpty ? place.placement : place.title)</a>"
        }
        let content: Markup =
            if let tab, state.placements.indices.contains(tab) {
                applicationFrame(source: "/sandbox/placement/\(tab)?id=\(item.id)")
            } else {
                """
                <div class="columns"><div class="panel"><h2>\(text("О клиенте", "About"))</h2>\(fields(of: item))</div>\
                <div class="line">\(timeline(of: link))</div></div>\(item.type == .lead ? leadForm(item) : "")
                """
            }
        let general: Markup = "<a class=\"\(tab == nil ? "on" : "")\" href=\"\(address(link))\">\(text("Общие", "General"))</a>"
        return page(
            item.displayName, section: "/crm/\(item.type.path)/",
            """
            <div class="head"><h1>\(item.displayName)</h1><span class="chip grey">\(typeName(item.type)) №\(item.id)</span></div>\
            \(stages(of: item))<div class="tabs">\(general)\(tabs)</div>\(content)\(PlayerScript.markup)
            """)
    }

    private func stages(of item: CRMItem) -> Markup {
        guard item.type == .lead || item.type == .deal else { return "" }
        let entity = item.type == .lead ? "STATUS" : "DEAL_STAGE"
        let entries = Stages.entries.filter { $0.entity == entity }
        let current = entries.firstIndex { $0.code == item.text("stageId") } ?? 0
        let steps = entries.enumerated().map { index, entry -> Markup in
            let style = index == current ? "background:\(entry.colour)" : index < current ? "color:\(entries[current].colour)" : ""
            return
                "<span class=\"\(index == current ? "on" : index < current ? "past" : "")\" style=\"\(style)\">\(text(entry.russian, entry.english))</span>"
        }
        return "<div class=\"stages\">\(steps)</div>"
    }

    /// `350 000` for three hundred and fifty thousand.
    private func grouped(_ amount: Double) -> String {
        let digits = Array(JSON.double(amount.rounded()).text ?? "")
        return digits.enumerated().reduce(into: "") { text, digit in
            text += (digit.offset > 0 && (digits.count - digit.offset) % 3 == 0 ? "\u{00A0}" : "") + String(digit.element)
        }
    }

    private func fields(of item: CRMItem) -> [Markup] {
        var rows: [(name: String, value: Markup)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { rows.append((name, "\(value)")) }
        }
        add(text("Имя", "Name"), [item.text("name"), item.text("secondName"), item.text("lastName")].compactMap { $0 }.joined(separator: " "))
        add(text("Компания", "Company"), item.text("companyTitle"))
        for value in item.communications { add(value.typeID == "PHONE" ? text("Телефон", "Phone") : value.typeID.capitalized, value.value) }
        add(text("Должность", "Position"), item.text("post"))
        add(text("Адрес", "Address"), item.text("address"))
        if let amount = item.fields["opportunity"]?.double, amount > 0 {
            add(text("Сумма", "Amount"), "\(grouped(amount)) \(item.text("currencyId") ?? "")")
        }
        add(text("Источник", "Source"), source(item))
        add(text("Дополнительно об источнике", "About the source"), item.text("sourceDescription"))
        if let comments = item.text("comments") { rows.append((text("Комментарий", "Comment"), BBCode.html(comments))) }
        for (field, type) in [("leadId", CRMType.lead), ("contactId", .contact), ("companyId", .company)] {
            if let id = item.int(field), id > 0 { rows.append((typeName(type), anchor(CRMLink(type, id)))) }
        }
        rows.append((text("Ответственный", "Responsible"), person(item.int("assignedById"))))
        for (name, value) in item.fields where name.hasPrefix("ufCrm") { add(name, value.text) }
        add(text("Внешний ключ", "External key"), [item.text("originatorId"), item.text("originId")].compactMap { $0 }.joined(separator: " / "))
        add(text("Создан", "Created"), date(item.created))
        return rows.map { "<div class=\"field\"><label>\($0.name)</label>\($0.value)</div>" }
    }
}

/// Moves the player of a call to the moment of a clicked transcript line.
enum PlayerScript {
    static let markup = Markup(
        trusted: """
            <script>document.addEventListener('click',function(e){var b=e.target.closest('[data-at]');if(!b)return;\
            var a=b.closest('.panel').querySelector('audio');if(a){a.currentTime=+b.dataset.at;a.play();}});</script>
            """)
}
