/// A call's activity in the portal's upper-case fields.
enum ActivityRow {
    /// Names one may filter and sort by.
    static let names: Set<String> = [
        "ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "PROVIDER_TYPE_ID", "PROVIDER_GROUP_ID", "ASSOCIATED_ENTITY_ID",
        "SUBJECT", "CREATED", "LAST_UPDATED", "START_TIME", "END_TIME", "DEADLINE", "COMPLETED", "STATUS", "RESPONSIBLE_ID", "PRIORITY",
        "NOTIFY_TYPE", "DESCRIPTION", "DESCRIPTION_TYPE", "DIRECTION", "LOCATION", "ORIGINATOR_ID", "ORIGIN_ID", "AUTHOR_ID", "EDITOR_ID",
    ]

    static func fields(of activity: CallActivity, state: PortalState) -> JSONObject {
        let time = state.time
        let responsible = JSON.string(String(activity.responsible))
        return [
            "ID": .string(String(activity.id)), "OWNER_ID": .string(String(activity.owner.id)),
            "OWNER_TYPE_ID": .string(String(activity.owner.type.rawValue)), "TYPE_ID": "2", "PROVIDER_ID": "VOXIMPLANT_CALL",
            "PROVIDER_TYPE_ID": "CALL", "PROVIDER_GROUP_ID": .null, "ASSOCIATED_ENTITY_ID": "0", "SUBJECT": .string(activity.subject),
            "CREATED": .string(time.text(activity.created)), "LAST_UPDATED": .string(time.text(activity.updated)),
            "START_TIME": .string(time.text(activity.start)), "END_TIME": .string(time.text(activity.end)),
            "DEADLINE": .string(time.text(activity.end)), "COMPLETED": activity.completed ? "Y" : "N", "STATUS": activity.completed ? "2" : "1",
            "RESPONSIBLE_ID": responsible, "PRIORITY": "2", "NOTIFY_TYPE": "0", "NOTIFY_VALUE": "0", "DESCRIPTION": "",
            "DESCRIPTION_TYPE": "1", "DIRECTION": activity.isIncoming ? "1" : "2", "LOCATION": "",
            "SETTINGS": activity.isMissed ? ["MISSED_CALL": true] : [], "ORIGINATOR_ID": .null, "ORIGIN_ID": .string("VI_\(activity.callID)"),
            "AUTHOR_ID": responsible, "EDITOR_ID": responsible, "PROVIDER_PARAMS": [], "PROVIDER_DATA": .null, "RESULT_MARK": "0",
            "RESULT_VALUE": .null, "RESULT_SUM": .null, "RESULT_CURRENCY_ID": .null, "RESULT_STATUS": "0", "RESULT_STREAM": "0",
            "RESULT_SOURCE_ID": .null, "AUTOCOMPLETE_RULE": "0",
        ]
    }

    /// Files with addresses that lack the token, as the portal gives them: the caller fills `auth` in.
    static func files(of activity: CallActivity, state: PortalState) -> JSON {
        .array(
            activity.fileIDs.map { id in
                let url = "\(state.portalAddress)/bitrix/tools/crm_show_file.php?fileId=\(id)&ownerTypeId=6&ownerId=\(activity.id)&auth="
                return ["id": .int(id), "url": .string(url)]
            })
    }

    static func communications(of activity: CallActivity) -> JSON {
        [
            [
                "ID": .string(String(activity.id + 1)), "TYPE": "PHONE", "VALUE": .string(activity.phone),
                "ENTITY_ID": .string(String(activity.owner.id)), "ENTITY_TYPE_ID": .string(String(activity.owner.type.rawValue)),
                "ENTITY_SETTINGS": [],
            ]
        ]
    }
}
