/// Call history (`telephony/voximplant/voximplant-statistic-get.md`).
enum StatisticMethods {
    static let all: [RESTMethod] = [
        RESTMethod("voximplant.statistic.get", scope: ["telephony"], parameters: ["FILTER", "SORT", "ORDER", "start"], run: get)
    ]

    /// Fields one may filter by; RECORD_FILE_ID is not among them.
    private static let filterable: Set<String> = [
        "ID", "CALL_ID", "EXTERNAL_CALL_ID", "CALL_CATEGORY", "PORTAL_USER_ID", "PORTAL_NUMBER", "PHONE_NUMBER", "CALL_TYPE", "CALL_DURATION",
        "CALL_START_DATE", "CALL_LOG", "CALL_RECORD_URL", "CALL_VOTE", "COST", "COST_CURRENCY", "CALL_FAILED_CODE", "CALL_FAILED_REASON",
        "CRM_ENTITY_TYPE", "CRM_ENTITY_ID", "CRM_ACTIVITY_ID", "REST_APP_ID", "REST_APP_NAME", "TRANSCRIPT_ID", "TRANSCRIPT_PENDING",
        "SESSION_ID", "REDIAL_ATTEMPT", "COMMENT", "RECORD_DURATION",
    ]

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let filter = try ListFilter(ask["FILTER"], time: state.time, isField: filterable.contains) { field in
            .argument("Invalid filter: field '\(field)' is not allowed in filter")
        }
        var order = JSONObject()
        if let field = ask["SORT"].text, !field.isEmpty { order[field] = .string(ask["ORDER"].text ?? "ASC") }
        let sortable = filterable.subtracting(["CALL_TYPE"])
        let calls = state.statistics.values.sorted { $0.id < $1.id }
        let rows = calls.map { row($0, state) }.filter(filter.matches)
        let ordered = try ListPage.sorted(rows, order: .object(order), time: state.time, isField: sortable.contains) { field, _ in
            .argument("Invalid SORT '\(field)'")
        }
        let page = ListPage.cut(ordered.map { .object($0) }, start: ask["start"])
        for row in page.rows { state.noteRead(callID: row["CALL_ID"].text ?? "") }
        return RESTReply(.array(page.rows), total: page.total, next: page.next)
    }

    private static func row(_ call: CallStatistic, _ state: PortalState) -> JSONObject {
        func text(_ number: Int?) -> JSON { number.map { .string(String($0)) } ?? .null }
        return [
            "ID": text(call.id), "PORTAL_USER_ID": text(call.userID), "PORTAL_NUMBER": .string(call.portalNumber),
            "PHONE_NUMBER": .string(call.phone), "CALL_ID": .string(call.callID), "EXTERNAL_CALL_ID": .null, "CALL_CATEGORY": "external",
            "CALL_LOG": .null, "CALL_DURATION": text(call.duration), "CALL_START_DATE": .string(state.time.text(call.start)),
            "CALL_RECORD_URL": .string(call.recordURL ?? ""), "CALL_VOTE": .null, "COST": "0.0000", "COST_CURRENCY": "RUR",
            "CALL_FAILED_CODE": .string(call.failedCode), "CALL_FAILED_REASON": .string(call.failedReason),
            "CRM_ENTITY_TYPE": call.entity.map { .string($0.type.code) } ?? .null, "CRM_ENTITY_ID": text(call.entity?.id),
            "CRM_ACTIVITY_ID": text(call.activityID), "REST_APP_ID": .null, "REST_APP_NAME": .null, "TRANSCRIPT_ID": text(call.transcriptID),
            "TRANSCRIPT_PENDING": "N", "SESSION_ID": text(3_841_557_000 + call.id), "REDIAL_ATTEMPT": .null,
            "COMMENT": call.comment.map { .string($0) } ?? .null, "RECORD_DURATION": text(call.recordDuration),
            "RECORD_FILE_ID": call.recordFileID.map { .int($0) } ?? .null, "CALL_TYPE": text(call.type),
        ]
    }
}
