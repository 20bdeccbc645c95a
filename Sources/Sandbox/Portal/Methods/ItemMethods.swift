/// `crm.item.*` for leads, deals, contacts and companies (`crm/universal/crm-item-*.md`).
enum ItemMethods {
    static let all: [RESTMethod] = [
        RESTMethod("crm.item.fields", scope: ["crm"], parameters: ["entityTypeId", "useOriginalUfNames"], run: fields),
        RESTMethod("crm.item.add", scope: ["crm"], parameters: ["entityTypeId", "fields", "useOriginalUfNames"], run: add),
        RESTMethod("crm.item.get", scope: ["crm"], parameters: ["entityTypeId", "id", "useOriginalUfNames"], run: get),
        RESTMethod(
            "crm.item.list", scope: ["crm"],
            parameters: ["entityTypeId", "select", "filter", "order", "start", "useOriginalUfNames"], run: list),
        RESTMethod("crm.item.update", scope: ["crm"], parameters: ["entityTypeId", "id", "fields", "useOriginalUfNames"], run: update),
        RESTMethod("crm.item.delete", scope: ["crm"], parameters: ["entityTypeId", "id"], run: delete),
    ]

    private static func type(_ ask: RESTAsk) throws(RESTFault) -> CRMType {
        guard !ask["entityTypeId"].isEmpty else { throw .missing("entityTypeId") }
        guard let type = ask["entityTypeId"].int.flatMap(CRMType.init(rawValue:)) else { throw .notFound("SPA not found") }
        return type
    }

    private static func link(_ ask: RESTAsk) throws(RESTFault) -> CRMLink {
        CRMLink(try type(ask), try ask.identifier("id", else: .missing("id")))
    }

    private static func fields(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let type = try type(ask)
        var described = JSONObject()
        for field in ItemField.all(of: type) {
            described[field.name] = [
                "type": .string(field.type), "isRequired": false, "isReadOnly": .bool(field.isReadOnly), "isImmutable": false,
                "isMultiple": .bool(field.isMultiple), "isDynamic": false, "title": .string(field.name), "upperName": .string(field.upperName),
            ]
        }
        return RESTReply(["fields": .object(described)])
    }

    private static func add(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let type = try type(ask)
        guard let sent = ask["fields"].members else { throw .missing("fields") }
        let writing = ItemWriting(method: ask.method, type: type)
        let fields = try writing.accepted(sent, state: &state)
        let communications = writing.added(sent["fm"], state: &state)
        let item = state.addItem(type, fields: fields, communications: communications, actor: ask.userID)
        return RESTReply(["item": .object(ItemRow.full(item, state: state, withCommunications: true))])
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let item = state.item(try link(ask)) else { throw .notFound() }
        return RESTReply(["item": .object(ItemRow.full(item, state: state, withCommunications: true))])
    }

    private static func list(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let type = try type(ask)
        let names = Set(ItemField.all(of: type).map(\.name))
        let isField = { (name: String) in names.contains(name) || name.hasPrefix("ufCrm") || name.hasPrefix("parentId") }
        let filter = try ListFilter(ask["filter"], time: state.time, isField: isField) { field in
            RESTFault(400, "INVALID_ARG_VALUE", "Invalid filter: field '\(field)' is not allowed in filter")
        }
        let select = (ask["select"].list ?? []).compactMap(\.text)
        for name in select where name != "*" && !isField(name) { state.complain("crm.item.list: select of unknown field \(name)") }
        let rows = state.sortedItems(type).map { ItemRow.full($0, state: state, withCommunications: select.contains("*")) }
        let ordered = try ListPage.sorted(rows.filter(filter.matches), order: ask["order"], time: state.time, isField: isField) { field, direction in
            isField(field)
                ? RESTFault(
                    400, "INVALID_ARG_VALUE",
                    "Invalid order: allowed sort directions are ASC, DESC. But got '\(direction)' for field '\(field)'")
                : RESTFault(400, "INVALID_ARG_VALUE", "Invalid order: field '\(field)' is not allowed in order")
        }
        let page = ListPage.cut(ordered.map { .object(ListPage.selected($0, ask["select"])) }, start: ask["start"])
        return RESTReply(["items": .array(page.rows)], total: page.total, next: page.next)
    }

    private static func update(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let link = try link(ask)
        guard var item = state.item(link) else { throw .notFound() }
        guard let sent = ask["fields"].members else { throw .missing("fields") }
        let writing = ItemWriting(method: ask.method, type: link.type)
        for (name, value) in try writing.accepted(sent, state: &state) { item.fields[name] = value }
        item.communications = writing.updated(item.communications, by: sent["fm"], state: &state)
        state.replaceItem(item, actor: ask.userID)
        return RESTReply(["item": .object(ItemRow.full(state.item(link) ?? item, state: state, withCommunications: true))])
    }

    private static func delete(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let link = try link(ask)
        guard state.item(link) != nil else { throw .notFound() }
        state.removeItem(link, actor: ask.userID)
        return RESTReply([])
    }
}
