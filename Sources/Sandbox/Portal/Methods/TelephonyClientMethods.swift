/// `telephony.externalCall.searchCrmEntities` (`telephony/telephony-external-call-search-crm-entities.md`).
enum TelephonyClientMethods {
    static let all: [RESTMethod] = [
        RESTMethod("telephony.externalCall.searchCrmEntities", scope: ["telephony"], parameters: ["PHONE_NUMBER"], run: search)
    ]

    private static func search(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let phone = ask["PHONE_NUMBER"].text, !phone.isEmpty else { throw .core("PHONE_NUMBER is empty") }
        let found = [CRMType.contact, .company, .lead].flatMap { state.items($0, phone: phone) }
        return RESTReply(.array(found.filter { $0.text("stageId") != "CONVERTED" }.map { row($0, state) }))
    }

    private static func row(_ item: CRMItem, _ state: PortalState) -> JSON {
        let owner = item.int("assignedById") ?? 0
        let user = state.user(owner)
        return [
            "CRM_ENTITY_TYPE": .string(item.type.code), "CRM_ENTITY_ID": .int(item.id), "ASSIGNED_BY_ID": .int(owner),
            "NAME": .string(item.displayName),
            "ASSIGNED_BY": [
                "ID": .string(String(owner)), "TIMEMAN_STATUS": .string(user?.workday ?? "UNAVAILABLE"),
                "USER_PHONE_INNER": user?.innerPhone.map { .string($0) } ?? .null, "WORK_PHONE": .null, "PERSONAL_PHONE": .null,
                "PERSONAL_MOBILE": user?.mobilePhone.map { .string($0) } ?? .null,
            ],
        ]
    }
}
