import Foundation

/// The few methods of REST 3 the stand-in has (`rest-v3.md`, `tasks/*-rest-v3.md`).
enum RESTThree {
    struct Fault: Error {
        let status: Int
        let code: String
        let message: String
        var field: String?

        var body: JSON {
            var error: JSONObject = ["code": .string("BITRIX_REST_V3_EXCEPTION_\(code)"), "message": .string(message)]
            if let field { error["validation"] = [["message": .string(message), "field": .string(field)]] }
            return ["error": .object(error)]
        }

        static func validation(_ field: String, _ message: String) -> Fault {
            Fault(status: 400, code: "VALIDATION_REQUESTVALIDATIONEXCEPTION", message: message, field: field)
        }

        static func unknownField(_ field: String) -> Fault {
            Fault(status: 400, code: "UNKNOWNDTOPROPERTYEXCEPTION", message: "Unknown field `\(field)` for entity `TaskDto`")
        }

        static func required(_ field: String) -> Fault { validation(field, "Required field `\(field)` is not specified") }
    }

    /// What each method takes in its body.
    private static let parameters: [String: Set<String>] = [
        "tasks.task.add": ["fields"], "tasks.task.get": ["id", "select"], "tasks.task.update": ["id", "fields"],
    ]

    private static let fields: Set<String> = [
        "title", "description", "creatorId", "responsibleId", "deadline", "needsControl", "startPlan", "endPlan", "groupId", "stageId", "flowId",
        "priority", "status", "accomplices", "auditors", "parentId", "crmItemIds", "xmlId", "mark", "fileIds", "requireResult", "siteId",
        "allowsChangeDeadline", "allowsTimeTracking", "estimatedTime", "tags",
    ]

    static func run(_ state: inout PortalState, method: String, body: JSONObject, userID: Int) throws(Fault) -> JSON {
        guard parameters[method] != nil else {
            state.complain("unknown REST 3 method \(method)")
            throw Fault(status: 404, code: "METHODNOTFOUNDEXCEPTION", message: "Method `\(method)` not found")
        }
        guard state.configuration.scopes.contains("tasks") else {
            throw Fault(status: 403, code: "INSUFFICIENTSCOPEEXCEPTION", message: "Insufficient scope")
        }
        // The documentation names no answer to a parameter that a method does not have; nobody shall send one unnoticed.
        for key in body.keys where parameters[method]?.contains(key) != true {
            state.complain("REST 3 \(method): unknown parameter \(key)")
            throw .validation(key, "Unknown parameter `\(key)`")
        }
        switch method {
        case "tasks.task.add": return try add(&state, body["fields"]?.members, userID: userID)
        case "tasks.task.get": return ["item": row(try task(state, body), state)]
        default: return try update(&state, body, userID: userID)
        }
    }

    private static func task(_ state: PortalState, _ body: JSONObject) throws(Fault) -> PortalTask {
        guard let id = body["id"]?.int else { throw .required("id") }
        guard let task = state.tasks[id] else {
            throw Fault(status: 400, code: "ENTITYNOTFOUNDEXCEPTION", message: "Entity with id `\(id)` not found")
        }
        return task
    }

    private static func add(_ state: inout PortalState, _ sent: JSONObject?, userID: Int) throws(Fault) -> JSON {
        guard let sent, !sent.isEmpty else { throw .required("fields") }
        guard let title = sent["title"]?.text, !title.isEmpty else { throw .required("title") }
        let creator = try user(sent, "creatorId", state)
        let responsible = try user(sent, "responsibleId", state)
        let draft = PortalTask(
            id: state.nextID("task", from: 3711), title: title, description: "", responsible: responsible, createdBy: creator, created: state.now,
            changed: state.now, changedBy: userID)
        let task = try applied(sent, to: draft, state: &state)
        state.storeNew(task, actor: userID)
        return ["item": row(task, state)]
    }

    private static func update(_ state: inout PortalState, _ body: JSONObject, userID: Int) throws(Fault) -> JSON {
        let task = try task(state, body)
        guard let sent = body["fields"]?.members, !sent.isEmpty else { throw .required("fields") }
        let changed = try applied(sent, to: task, state: &state)
        state.storeChanged(changed, actor: userID)
        return ["item": row(changed, state)]
    }

    private static func user(_ sent: JSONObject, _ field: String, _ state: PortalState) throws(Fault) -> Int {
        guard let value = sent[field] else { throw .required(field) }
        guard case .int(let id) = value else { throw .validation(field, "Field `\(field)` requires data type `int` for this request") }
        guard state.user(id) != nil else {
            throw .validation(field, field == "creatorId" ? "" : "User specified in the \"Executor\" field not found")
        }
        return id
    }

    private static func applied(_ sent: JSONObject, to draft: PortalTask, state: inout PortalState) throws(Fault) -> PortalTask {
        var task = draft
        for (name, value) in sent {
            switch name {
            case "title": task.title = value.text ?? task.title
            case "description": task.description = value.text ?? ""
            case "responsibleId": task.responsible = try user(sent, name, state)
            case "creatorId": task.createdBy = try user(sent, name, state)
            case "deadline":
                guard let date = value.text.flatMap(state.time.date) else {
                    throw .validation(name, "Field `deadline` requires data type `DateTime` for this request")
                }
                task.deadline = date
            case "crmItemIds": task.crmLinks = TaskWriting.links(value, method: "REST 3 task", state: &state)
            case "accomplices": task.accomplices = (value.list ?? []).compactMap(\.int)
            case "auditors": task.auditors = (value.list ?? []).compactMap(\.int)
            case "priority": task.priority = ["low": 0, "average": 1, "high": 2][value.text ?? ""] ?? task.priority
            case "xmlId": task.xmlID = value.text
            case _ where fields.contains(name): task.other[name] = value
            default:
                state.complain("REST 3 task: unknown field \(name)")
                throw .unknownField(name)
            }
        }
        return task
    }

    private static func row(_ task: PortalTask, _ state: PortalState) -> JSON {
        func date(_ date: Date?) -> JSON { date.map { .string(state.time.text($0)) } ?? .null }
        let statuses = [2: "pending", 3: "in_progress", 4: "supposedly_completed", 5: "completed", 6: "deferred"]
        return [
            "id": .int(task.id), "title": .string(task.title), "description": .string(task.description), "creatorId": .int(task.createdBy),
            "created": date(task.created), "responsibleId": .int(task.responsible), "deadline": date(task.deadline), "needsControl": false,
            "checklist": [], "priority": .string(["low", "average", "high"][max(0, min(2, task.priority))]),
            "status": .string(statuses[task.status] ?? "pending"), "changed": date(task.changed), "closed": date(task.closed),
            "xmlId": task.xmlID.map { .string($0) } ?? .null, "siteId": "s1",
            "link": .string("/company/personal/user/\(task.responsible)/tasks/task/view/\(task.id)/"),
            "crmItemIds": .array(task.crmLinks.map { .string($0) }), "accomplices": .array(task.accomplices.map { .int($0) }),
            "auditors": .array(task.auditors.map { .int($0) }),
        ]
    }
}
