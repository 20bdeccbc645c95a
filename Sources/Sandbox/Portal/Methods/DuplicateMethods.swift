/// `crm.duplicate.findbycomm` (`crm/duplicates/crm-duplicate-find-by-comm.md`).
enum DuplicateMethods {
    /// Most values of one call, and most identifiers of one type in an answer.
    static let limit = 20

    static let all: [RESTMethod] = [
        RESTMethod("crm.duplicate.findbycomm", scope: ["crm"], parameters: ["type", "values", "entity_type"], run: find)
    ]

    private static func find(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let kind = ask["type"].text, !kind.isEmpty else {
            throw RESTFault(400, "Communication type is not defined", "Parameter 'type' is required.")
        }
        guard kind == "PHONE" || kind == "EMAIL" else {
            throw RESTFault(400, "Communication type '\(kind)' is not supported in current context", "Communication type is not supported")
        }
        let values = (ask["values"].list ?? []).compactMap(\.text).filter { !$0.isEmpty }
        guard !values.isEmpty else { throw RESTFault(400, "Communication values is not defined", "Parameter 'values' is required.") }
        if values.count > limit { state.complain("crm.duplicate.findbycomm: more than \(limit) values") }
        let wanted = ask["entity_type"].text
        var found = JSONObject()
        for type in [CRMType.lead, .contact, .company] where wanted == nil || wanted == type.code {
            let ids = matching(type, kind: kind, values: values.prefix(limit), state: state)
            if !ids.isEmpty { found[type.code] = .array(ids.prefix(limit).map { .int($0) }) }
            if ids.count >= limit { break }
        }
        if kind == "PHONE" { state.noteSearch(phones: values) }
        return RESTReply(.object(found))
    }

    private static func matching(_ type: CRMType, kind: String, values: ArraySlice<String>, state: PortalState) -> [Int] {
        let key = { (text: String) in kind == "PHONE" ? PortalState.comparable(text) : text.lowercased() }
        let wanted = Set(values.map(key).filter { !$0.isEmpty })
        return state.sortedItems(type).filter { item in
            !item.isUnindexed && item.communications.contains { $0.typeID == kind && wanted.contains(key($0.value)) }
        }.map(\.id)
    }
}
