import Foundation

extension PortalState {
    /// Digits two numbers must share at their ends to be one number.
    private static let comparedDigits = 10

    func item(_ link: CRMLink) -> CRMItem? { items[link.type]?[link.id] }

    func sortedItems(_ type: CRMType) -> [CRMItem] {
        (items[type] ?? [:]).values.sorted { $0.id < $1.id }
    }

    /// Creates an item, announces it, and in simple mode marks a lead for conversion.
    mutating func addItem(_ type: CRMType, fields: JSONObject, communications: [CommunicationValue], actor: Int) -> CRMItem {
        let id = nextID(type.code, from: type.rawValue * 100 + 1)
        var item = CRMItem(
            type: type, id: id, fields: fields, communications: communications, created: now, updated: now, createdBy: actor, updatedBy: actor)
        fillDefaults(of: &item, actor: actor)
        item.awaitsConversion = type == .lead && configuration.crmMode == .simple
        items[type, default: [:]][id] = item
        recordStage(of: item, kind: 1)
        queue("ONCRM\(type.code)ADD", ["FIELDS": ["ID": .string(String(id))]], actor: actor)
        return item
    }

    private func fillDefaults(of item: inout CRMItem, actor: Int) {
        if item.fields["assignedById"]?.isEmpty ?? true { item.fields["assignedById"] = .int(actor) }
        if item.fields["opened"] == nil { item.fields["opened"] = "Y" }
        guard item.type == .lead || item.type == .deal else { return }
        if item.text("stageId") == nil { item.fields["stageId"] = "NEW" }
        if item.text("currencyId") == nil { item.fields["currencyId"] = .string(isRussian ? "RUB" : "USD") }
        if item.text("title") == nil {
            item.fields["title"] = .string("\(item.type == .lead ? text("Лид", "Lead") : text("Сделка", "Deal")) #\(item.id)")
        }
        item.fields["movedTime"] = .string(time.text(now))
        item.fields["movedBy"] = .int(actor)
    }

    /// Stores a changed item and announces it. Nothing happens when nothing changed, as in the portal.
    mutating func replaceItem(_ changed: CRMItem, actor: Int) {
        guard let old = items[changed.type]?[changed.id], old.fields != changed.fields || old.communications != changed.communications else {
            return
        }
        var item = changed
        item.updated = now
        item.updatedBy = actor
        if old.text("stageId") != item.text("stageId") {
            item.fields["movedTime"] = .string(time.text(now))
            item.fields["movedBy"] = .int(actor)
            recordStage(of: item, kind: Stages.semantics(of: item) == "P" ? 2 : 3)
        }
        items[item.type]?[item.id] = item
        queue("ONCRM\(item.type.code)UPDATE", ["FIELDS": ["ID": .string(String(item.id))]], actor: actor)
    }

    mutating func removeItem(_ link: CRMLink, actor: Int) {
        guard items[link.type]?.removeValue(forKey: link.id) != nil else { return }
        queue("ONCRM\(link.type.code)DELETE", ["FIELDS": ["ID": .string(String(link.id))]], actor: actor)
    }

    private mutating func recordStage(of item: CRMItem, kind: Int) {
        guard let stage = item.text("stageId") else { return }
        stageSteps.append(
            StageStep(id: nextID("stage", from: 35), owner: CRMLink(item.type, item.id), kind: kind, stage: stage, date: now))
    }

    /// Simple mode: turns each lead that waits into a deal and a contact (`crm-settings-mode-get.md`). The portal does this shortly
    /// after the lead is saved, so the request that made the lead never sees it.
    mutating func convertWaitingLeads() {
        for lead in sortedItems(.lead) where lead.awaitsConversion {
            let actor = lead.createdBy
            var person = JSONObject()
            for field in ["name", "secondName", "lastName", "assignedById", "sourceId", "post", "comments"] { person[field] = lead.fields[field] }
            person["leadId"] = .int(lead.id)
            if lead.text("name") == nil, lead.text("lastName") == nil { person["name"] = .string(text("Без имени", "Unnamed")) }
            let contact = addItem(.contact, fields: person, communications: renumbered(lead.communications), actor: actor)
            var sale = JSONObject()
            for field in [
                "title", "assignedById", "sourceId", "sourceDescription", "comments", "opportunity", "currencyId", "originatorId", "originId",
            ] { sale[field] = lead.fields[field] }
            sale["leadId"] = .int(lead.id)
            sale["contactId"] = .int(contact.id)
            sale["contactIds"] = [.int(contact.id)]
            _ = addItem(.deal, fields: sale, communications: [], actor: actor)
            var converted = lead
            converted.awaitsConversion = false
            converted.fields["stageId"] = "CONVERTED"
            converted.fields["contactId"] = .int(contact.id)
            converted.fields["contactIds"] = [.int(contact.id)]
            replaceItem(converted, actor: actor)
        }
    }

    private mutating func renumbered(_ values: [CommunicationValue]) -> [CommunicationValue] {
        values.map { value in
            CommunicationValue(id: nextID("fm", from: 101), typeID: value.typeID, valueType: value.valueType, value: value.value)
        }
    }

    /// Items with this phone number, oldest first; numbers are compared by their last digits, extensions ignored.
    func items(_ type: CRMType, phone: String) -> [CRMItem] {
        let wanted = Self.comparable(phone)
        guard !wanted.isEmpty else { return [] }
        return sortedItems(type).filter { $0.phones.contains { Self.comparable($0) == wanted } }
    }

    static func comparable(_ phone: String) -> String {
        let number = phone.prefix { $0 != ";" && $0 != "," && $0 != "x" && $0 != "д" }
        return String(number.filter(\.isWholeNumber).suffix(comparedDigits))
    }
}
