extension BitrixClient {
    /// Most ids of one kind in the answer of a look-up (api-reference/crm/duplicates/crm-duplicate-find-by-comm.md).
    public static let maxDuplicates = 20
    /// Most phones in one look-up (api-reference/crm/duplicates/crm-duplicate-find-by-comm.md).
    public static let maxDuplicatePhones = 20

    /// Leads, contacts and companies with one of these phones: `crm.duplicate.findbycomm`
    /// (api-reference/crm/duplicates/crm-duplicate-find-by-comm.md). The portal answers at most 20 of a kind, and when one kind is full it leaves out
    /// the later kinds, in the order leads, contacts, companies: ask for those by themselves then.
    /// - Parameter entity: only this kind is looked for; nil = all three.
    /// - Throws: `INVALID_CALL` for no phone or more than ``maxDuplicatePhones``.
    public func duplicates(phones: [String], of entity: CRMEntity? = nil, priority: Priority = .normal) async throws(BitrixError) -> Duplicates {
        guard (1...Self.maxDuplicatePhones).contains(phones.count) else {
            throw BitrixError(BitrixErrorCode.invalidCall, execution: .notExecuted)
        }
        var parameters: [String: JSONValue] = ["type": "PHONE", "values": JSONValue(phones)]
        if let entity { parameters["entity_type"] = .string(entity.typeName) }
        let found = try await call("crm.duplicate.findbycomm", .object(parameters), priority: priority).result
        return Duplicates(
            leads: found["LEAD"].list.compactMap(\.int), contacts: found["CONTACT"].list.compactMap(\.int),
            companies: found["COMPANY"].list.compactMap(\.int))
    }

    /// One CRM object with all its fields: `crm.item.get` (api-reference/crm/universal/crm-item-get.md).
    /// - Returns: nil when there is none with this id.
    public func item(_ entity: CRMEntity, id: Int, priority: Priority = .normal) async throws(BitrixError) -> JSONValue? {
        let found = try await find("crm.item.get", ["entityTypeId": JSONValue(entity.rawValue), "id": JSONValue(id)], priority: priority)
        return found?["item"].nonEmpty
    }

    /// A page of CRM objects: `crm.item.list` (api-reference/crm/universal/crm-item-list.md).
    /// - Parameters:
    ///   - filter: fields in camel case with a comparison before the name, e.g. `["=originId": "7"]`.
    ///   - select: names of fields, or `*`; phones come with `*` only.
    ///   - order: fields with `ASC` or `DESC`.
    ///   - start: where the page begins, a multiple of 50; -1 is the first page without counting.
    public func items(
        _ entity: CRMEntity, filter: JSONValue, select: [String] = ["*"], order: JSONValue = ["id": "ASC"], start: Int = 0,
        priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        let answer = try await call(
            "crm.item.list",
            [
                "entityTypeId": JSONValue(entity.rawValue), "filter": filter, "select": JSONValue(select), "order": order,
                "start": JSONValue(start),
            ], priority: priority)
        return answer.result["items"].list
    }

    /// Makes a CRM object: `crm.item.add` (api-reference/crm/universal/crm-item-add.md). Not repeatable: give it an `originId` and look that up
    /// before sending it again. Fields that do not exist are dropped by the portal without a word.
    /// - Returns: its id.
    public func addItem(_ entity: CRMEntity, fields: JSONValue, priority: Priority = .normal) async throws(BitrixError) -> Int {
        let answer = try await call("crm.item.add", ["entityTypeId": JSONValue(entity.rawValue), "fields": fields], priority: priority)
        return try identifier(answer.result["item"]["id"])
    }

    /// Changes fields of a CRM object: `crm.item.update` (api-reference/crm/universal/crm-item-update.md). Phones are changed by a map `fm` keyed by
    /// entry id, or `n0`, `n1`... for new ones, each with its `typeId`.
    public func updateItem(_ entity: CRMEntity, id: Int, fields: JSONValue, priority: Priority = .normal) async throws(BitrixError) {
        _ = try await call(
            "crm.item.update", ["entityTypeId": JSONValue(entity.rawValue), "id": JSONValue(id), "fields": fields], priority: priority)
    }

    /// Fields of a kind of CRM objects, by name in camel case: `crm.item.fields` (api-reference/crm/universal/crm-item-fields.md).
    public func itemFields(_ entity: CRMEntity, priority: Priority = .normal) async throws(BitrixError) -> JSONValue {
        try await call("crm.item.fields", ["entityTypeId": JSONValue(entity.rawValue)], priority: priority).result["fields"]
    }

    /// Whether the CRM works with leads: `crm.settings.mode.get` (api-reference/crm/crm-settings-mode-get.md; 1 classic, 2 simple).
    public func crmMode(priority: Priority = .normal) async throws(BitrixError) -> CRMMode {
        let mode = try await call("crm.settings.mode.get", priority: priority).result.int
        return mode == 2 ? .simple : .classic
    }

    /// A dictionary of the CRM in its order: `crm.status.list` (api-reference/crm/status/crm-status-list.md).
    /// - Parameter entityID: which one: `STATUS` (stages of leads), `SOURCE`, `DEAL_STAGE`, `DEAL_STAGE_7`...
    public func statuses(entityID: String, priority: Priority = .normal) async throws(BitrixError) -> [JSONValue] {
        try await call(
            "crm.status.list", ["filter": ["ENTITY_ID": .string(entityID)], "order": ["SORT": "ASC"]], priority: priority
        ).result.list
    }
}
