import Foundation

/// Fields of a task as `tasks.task.add` and `tasks.task.update` take them (`tasks/fields.md`).
enum TaskWriting {
    /// Kept as they come; the stand-in gives them no meaning.
    private static let passive: Set<String> = [
        "START_DATE_PLAN", "END_DATE_PLAN", "GROUP_ID", "PARENT_ID", "STAGE_ID", "ALLOW_CHANGE_DEADLINE", "ALLOW_TIME_TRACKING",
        "TASK_CONTROL", "UF_TASK_WEBDAV_FILES", "SE_PARAMETER", "TIME_ESTIMATE", "MARK", "DEPENDS_ON", "MATCH_WORK_TIME", "ADD_IN_REPORT",
        "FLOW_ID", "SITE_ID", "MULTITASK", "REPLICATE", "GUID", "DESCRIPTION_IN_BBCODE", "DURATION_PLAN", "DURATION_TYPE", "UF_MAIL_MESSAGE",
    ]

    static func apply(_ fields: JSONObject, to draft: PortalTask, method: String, state: inout PortalState) throws(RESTFault) -> PortalTask {
        var task = draft
        for (name, value) in fields {
            switch name {
            case "TITLE": task.title = value.text ?? task.title
            case "DESCRIPTION": task.description = value.text ?? ""
            case "RESPONSIBLE_ID": task.responsible = try user(value, named: "Responsible", state)
            case "CREATED_BY": task.createdBy = try user(value, named: "Creator", state)
            case "DEADLINE": task.deadline = try date(value, state)
            case "PRIORITY": task.priority = value.int ?? task.priority
            case "STATUS": task.status = try status(value)
            case "UF_CRM_TASK": task.crmLinks = links(value, method: method, state: &state)
            case "ACCOMPLICES": task.accomplices = (value.list ?? []).compactMap(\.int)
            case "AUDITORS": task.auditors = (value.list ?? []).compactMap(\.int)
            case "TAGS": task.tags = (value.list ?? [value]).compactMap(\.text)
            case "XML_ID": task.xmlID = value.text
            case _ where passive.contains(name) || name.hasPrefix("UF_AUTO_"): task.other[name] = value
            default: state.complain("\(method): unknown task field \(name)")
            }
        }
        return task
    }

    private static func user(_ value: JSON, named role: String, _ state: PortalState) throws(RESTFault) -> Int {
        guard let id = value.int, state.user(id) != nil else { throw .core("User specified in the \"\(role)\" field not found<br>") }
        return id
    }

    private static func date(_ value: JSON, _ state: PortalState) throws(RESTFault) -> Date? {
        guard let text = value.text, !text.isEmpty else { return nil }
        guard let date = state.time.date(text) else { throw .core("Incorrect date format in DEADLINE<br>") }
        return date
    }

    private static func status(_ value: JSON) throws(RESTFault) -> Int {
        guard let status = value.int, (2...6).contains(status) else { throw .core("Incorrect status<br>") }
        return status
    }

    /// Links to CRM items. The portal takes any text here; a link to nothing is remarked on.
    static func links(_ value: JSON, method: String, state: inout PortalState) -> [String] {
        let links = (value.list ?? []).compactMap(\.text)
        for link in links {
            let parts = link.split(separator: "_")
            let type = CRMType.allCases.first { $0.shortCode == parts.first.map(String.init) }
            let id = parts.count == 2 ? Int(parts[1]) : nil
            if type == nil || id == nil || state.item(CRMLink(type ?? .lead, id ?? 0)) == nil {
                state.complain("\(method): the task is linked to \(link), which is not in the CRM")
            }
        }
        return links
    }
}

extension PortalState {
    mutating func storeNew(_ task: PortalTask, actor: Int) {
        tasks[task.id] = task
        let after: JSON = ["ID": .int(task.id)]
        queue(
            "ONTASKADD",
            ["FIELDS_BEFORE": "undefined", "FIELDS_AFTER": after, "IS_ACCESSIBLE_BEFORE": "N", "IS_ACCESSIBLE_AFTER": "undefined"], actor: actor)
    }

    mutating func storeChanged(_ changed: PortalTask, actor: Int) {
        var task = changed
        task.changed = now
        task.changedBy = actor
        task.closed = task.status == 5 ? task.closed ?? now : nil
        task.closedBy = task.status == 5 ? task.closedBy ?? actor : nil
        tasks[task.id] = task
        let fields: JSON = ["ID": .int(task.id)]
        queue(
            "ONTASKUPDATE",
            ["FIELDS_BEFORE": fields, "FIELDS_AFTER": fields, "IS_ACCESSIBLE_BEFORE": "undefined", "IS_ACCESSIBLE_AFTER": "undefined"],
            actor: actor)
    }
}
