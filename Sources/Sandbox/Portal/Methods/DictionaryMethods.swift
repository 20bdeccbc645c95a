/// CRM mode, dictionaries and stage history (`crm-settings-mode-get.md`, `crm-status-list.md`, `crm-stage-history-list.md`).
enum DictionaryMethods {
    static let all: [RESTMethod] = [
        RESTMethod("crm.settings.mode.get", scope: ["crm"]) { state, _ in RESTReply(.int(state.configuration.crmMode.rawValue)) },
        RESTMethod("crm.status.list", scope: ["crm"], parameters: ["order", "filter"], run: statuses),
        RESTMethod("crm.stagehistory.list", scope: ["crm"], parameters: ["entityTypeId", "order", "filter", "select", "start"], run: steps),
    ]

    private static let statusFields: Set<String> = [
        "ID", "ENTITY_ID", "STATUS_ID", "NAME", "NAME_INIT", "SORT", "SYSTEM", "CATEGORY_ID", "COLOR", "SEMANTICS",
    ]

    private static func statuses(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let filter = try ListFilter(ask["filter"], time: state.time, isField: statusFields.contains) { .argument("Invalid filter field \($0)") }
        var rows: [JSONObject] = []
        for (position, entry) in Stages.entries.enumerated() {
            rows.append([
                "ID": .string(String(101 + position * 2)), "ENTITY_ID": .string(entry.entity), "STATUS_ID": .string(entry.code),
                "NAME": .string(state.text(entry.russian, entry.english)), "NAME_INIT": "", "SORT": .string(String((position + 1) * 10)),
                "SYSTEM": entry.code == "NEW" || entry.semantics != nil ? "Y" : "N", "CATEGORY_ID": .null, "COLOR": .string(entry.colour),
                "SEMANTICS": entry.semantics.map { .string($0) } ?? .null,
                "EXTRA": [
                    "SEMANTICS": entry.semantics == nil ? "process" : entry.semantics == "S" ? "success" : "failure",
                    "COLOR": .string(entry.colour),
                ],
            ])
        }
        let found = try ListPage.sorted(rows.filter(filter.matches), order: ask["order"], time: state.time, isField: statusFields.contains) {
            field, _ in
            .argument("Invalid order field \(field)")
        }
        return RESTReply(.array(found.map { .object($0) }), total: found.count)
    }

    private static let stepFields: Set<String> = [
        "ID", "TYPE_ID", "OWNER_ID", "CREATED_TIME", "CATEGORY_ID", "STAGE_SEMANTIC_ID", "STAGE_ID", "STATUS_ID", "STATUS_SEMANTIC_ID",
    ]

    private static func steps(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let type = ask["entityTypeId"].int.flatMap(CRMType.init(rawValue:)), type == .lead || type == .deal else {
            throw RESTFault(400, "0", "entity is not supported")
        }
        let filter = try ListFilter(ask["filter"], time: state.time, isField: stepFields.contains) { .argument("Invalid filter field \($0)") }
        let rows = state.stageSteps.filter { $0.owner.type == type }.map { row($0, state: state) }
        let found = try ListPage.sorted(rows.filter(filter.matches), order: ask["order"], time: state.time, isField: stepFields.contains) {
            field, _ in
            .argument("Invalid order field \(field)")
        }
        let page = ListPage.cut(found.map { .object(ListPage.selected($0, ask["select"])) }, start: ask["start"])
        return RESTReply(["items": .array(page.rows)], total: page.total, next: page.next)
    }

    private static func row(_ step: StageStep, state: PortalState) -> JSONObject {
        let isLead = step.owner.type == .lead
        let semantics = Stages.entry(isLead ? "STATUS" : "DEAL_STAGE", step.stage)?.semantics ?? "P"
        var row: JSONObject = [
            "ID": .int(step.id), "TYPE_ID": .int(step.kind), "OWNER_ID": .int(step.owner.id), "CREATED_TIME": .string(state.time.text(step.date)),
        ]
        if !isLead { row["CATEGORY_ID"] = 0 }
        row[isLead ? "STATUS_SEMANTIC_ID" : "STAGE_SEMANTIC_ID"] = .string(semantics)
        row[isLead ? "STATUS_ID" : "STAGE_ID"] = .string(step.stage)
        return row
    }
}
