/// Reading of activities (`activity-base/crm-activity-get.md`, `crm-activity-list.md`).
enum ActivityMethods {
    static let all: [RESTMethod] = [
        RESTMethod("crm.activity.get", scope: ["crm"], parameters: ["id"], run: get),
        RESTMethod("crm.activity.list", scope: ["crm"], parameters: ["select", "filter", "order", "start"], run: list),
    ]

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let id = try ask.identifier("id", else: RESTFault(400, "", "ID is not defined or invalid."))
        guard let activity = state.activities[id] else { throw RESTFault(400, "", "Activity is not found.") }
        var row = ActivityRow.fields(of: activity, state: state)
        if !activity.fileIDs.isEmpty { row["FILES"] = ActivityRow.files(of: activity, state: state) }
        return RESTReply(.object(row))
    }

    private static func list(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        var conditions = ask["filter"].members ?? [:]
        let bindings = conditions["BINDINGS"]
        conditions["BINDINGS"] = nil
        let names = ActivityRow.names
        let filter = try ListFilter(.object(conditions), time: state.time, isField: names.contains) { field in
            .argument("Invalid filter: field '\(field)' is not an activity field")
        }
        let activities = state.activities.values.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
        let rows = activities.filter { Self.isBound($0, to: bindings) }.map { row($0, select: ask["select"], state: state) }
        let ordered = try ListPage.sorted(rows.filter(filter.matches), order: ask["order"], time: state.time, isField: names.contains) { field, _ in
            .argument("Invalid order: field '\(field)' is not an activity field")
        }
        let page = ListPage.cut(ordered.map { .object(ListPage.selected($0, ask["select"])) }, start: ask["start"])
        return RESTReply(.array(page.rows), total: page.total, next: page.next)
    }

    /// COMMUNICATIONS and FILES come only when they are named in `select`.
    private static func row(_ activity: CallActivity, select: JSON, state: PortalState) -> JSONObject {
        let select = (select.list ?? []).compactMap(\.text)
        var row = ActivityRow.fields(of: activity, state: state)
        if select.contains("FILES") { row["FILES"] = ActivityRow.files(of: activity, state: state) }
        if select.contains("COMMUNICATIONS") { row["COMMUNICATIONS"] = ActivityRow.communications(of: activity) }
        return row
    }

    private static func isBound(_ activity: CallActivity, to bindings: JSON?) -> Bool {
        guard let bindings = bindings?.list else { return true }
        return bindings.contains { binding in
            activity.bindings.contains { link in
                (binding["OWNER_TYPE_ID"].int.map { $0 == link.type.rawValue } ?? true)
                    && (binding["OWNER_ID"].int.map { $0 == link.id } ?? true)
            }
        }
    }
}
