import Foundation

/// Tasks as REST 2 shows them: camel-case names, numbers as strings.
enum TaskRow {
    /// Names one may filter and sort by.
    static let filterable: Set<String> = [
        "ID", "TITLE", "PARENT_ID", "GROUP_ID", "CREATED_BY", "PRIORITY", "RESPONSIBLE_ID", "TAG", "REAL_STATUS", "STATUS", "MARK",
        "DATE_START", "DEADLINE", "CREATED_DATE", "CLOSED_DATE", "CHANGED_DATE", "ACTIVITY_DATE", "ACCOMPLICE", "AUDITOR", "UF_CRM_TASK", "XML_ID",
    ]

    static func filterRow(_ task: PortalTask, state: PortalState) -> JSONObject {
        func date(_ date: Date?) -> JSON { date.map { .string(state.time.text($0)) } ?? .null }
        func list(_ ids: [Int]) -> JSON { .array(ids.map { .string(String($0)) }) }
        return [
            "ID": .int(task.id), "TITLE": .string(task.title), "PARENT_ID": task.other["PARENT_ID"] ?? .null,
            "GROUP_ID": task.other["GROUP_ID"] ?? 0, "CREATED_BY": .int(task.createdBy), "PRIORITY": .int(task.priority),
            "RESPONSIBLE_ID": .int(task.responsible), "TAG": .array(task.tags.map { .string($0) }), "REAL_STATUS": .int(task.status),
            "STATUS": .int(task.status), "DEADLINE": date(task.deadline), "CREATED_DATE": date(task.created), "CLOSED_DATE": date(task.closed),
            "CHANGED_DATE": date(task.changed), "ACTIVITY_DATE": date(task.changed), "ACCOMPLICE": list(task.accomplices),
            "AUDITOR": list(task.auditors), "UF_CRM_TASK": .array(task.crmLinks.map { .string($0) }),
            "XML_ID": task.xmlID.map { .string($0) } ?? .null,
        ]
    }

    /// Everything but what must be asked for: UF_CRM_TASK, UF_TASK_WEBDAV_FILES.
    static func full(_ task: PortalTask, state: PortalState) -> JSONObject {
        func date(_ date: Date?) -> JSON { date.map { .string(state.time.text($0)) } ?? .null }
        func text(_ number: Int?) -> JSON { number.map { .string(String($0)) } ?? .null }
        func list(_ ids: [Int]) -> JSON { .array(ids.map { .string(String($0)) }) }
        return [
            "id": text(task.id), "parentId": task.other["PARENT_ID"] ?? .null, "title": .string(task.title),
            "description": .string(task.description), "mark": .null, "priority": text(task.priority), "multitask": "N", "notViewed": "N",
            "replicate": "N", "stageId": "0", "createdBy": text(task.createdBy), "createdDate": date(task.created),
            "responsibleId": text(task.responsible), "changedBy": text(task.changedBy), "changedDate": date(task.changed),
            "statusChangedBy": text(task.changedBy), "closedBy": text(task.closedBy), "closedDate": date(task.closed),
            "activityDate": date(task.changed), "dateStart": .null, "deadline": date(task.deadline), "startDatePlan": .null, "endDatePlan": .null,
            "xmlId": task.xmlID.map { .string($0) } ?? .null, "commentsCount": .null, "allowChangeDeadline": "N", "taskControl": "N",
            "addInReport": "N", "timeEstimate": "0", "siteId": "s1", "subordinate": "N", "favorite": "N", "isMuted": "N", "isPinned": "N",
            "descriptionInBbcode": "Y", "status": text(task.status), "subStatus": text(task.status), "statusChangedDate": date(task.changed),
            "durationPlan": .null, "durationType": "days", "groupId": "0", "auditors": list(task.auditors), "accomplices": list(task.accomplices),
            "checklist": checklist(task), "group": [], "creator": person(task.createdBy, state), "responsible": person(task.responsible, state),
            "accomplicesData": [], "auditorsData": [], "newCommentsCount": 0,
        ]
    }

    /// The part `select` names; names may be upper or camel case, as the portal takes both.
    static func selected(_ task: PortalTask, select: JSON, state: PortalState) -> JSONObject {
        let names = (select.list ?? []).compactMap(\.text)
        var row = full(task, state: state)
        if names.contains("UF_CRM_TASK") || names.contains("*") || names.contains("ufCrmTask") {
            row["ufCrmTask"] = task.crmLinks.isEmpty ? false : .array(task.crmLinks.map { .string($0) })
        }
        if names.contains("TAGS") || names.contains("tags") { row["tags"] = .array(task.tags.map { ["title": .string($0)] }) }
        guard !names.isEmpty, !names.contains("*") else { return row }
        var wanted = Set(names.map(camel))
        wanted.insert("id")
        if wanted.contains("responsibleId") { wanted.insert("responsible") }
        if wanted.contains("createdBy") { wanted.insert("creator") }
        var part = JSONObject()
        for (name, value) in row where wanted.contains(name) { part[name] = value }
        return part
    }

    private static func camel(_ name: String) -> String {
        guard name.allSatisfy({ $0.isUppercase || $0 == "_" || $0.isNumber }) else { return name }
        let words = name.lowercased().split(separator: "_").map(String.init)
        return words.dropFirst().reduce(words.first ?? "") { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    private static func person(_ id: Int, _ state: PortalState) -> JSON {
        let user = state.user(id)
        return [
            "id": .string(String(id)), "name": .string(user?.fullName ?? ""), "link": .string("/company/personal/user/\(id)/"),
            "icon": "/bitrix/images/tasks/default_avatar.png", "workPosition": .string(user?.position ?? ""),
        ]
    }

    private static func checklist(_ task: PortalTask) -> JSON {
        var items = JSONObject()
        for item in task.checklist {
            items[String(item.id)] = [
                "id": .string(String(item.id)), "taskId": .string(String(task.id)), "parentId": .string(String(item.parentID)),
                "title": .string(item.title), "isComplete": item.isComplete ? "Y" : "N",
            ]
        }
        return .object(items)
    }
}
