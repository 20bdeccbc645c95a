extension BitrixClient {
    /// Makes a task by REST 2: `tasks.task.add` (api-reference/tasks/tasks-task-add.md). Not repeatable: put a marker into the description and look
    /// it up before sending it again.
    /// - Parameter fields: in upper case; `TITLE` and `RESPONSIBLE_ID` are required.
    /// - Returns: the task's id.
    public func addTask(fields: JSONValue, priority: Priority = .normal) async throws(BitrixError) -> Int {
        try identifier(try await call("tasks.task.add", ["fields": fields], priority: priority).result["task"]["id"])
    }

    /// Makes a task by REST 3: `tasks.task.add` (api-reference/tasks/tasks-task-add-rest-v3.md). Repeatable for a day with the same key and fields.
    /// - Parameters:
    ///   - fields: in camel case; `title`, `creatorId` and `responsibleId` are required.
    ///   - idempotencyKey: 1 to 255 printable ASCII characters.
    /// - Returns: the task's id.
    public func addTaskV3(fields: JSONValue, idempotencyKey: String, priority: Priority = .normal) async throws(BitrixError) -> Int {
        let answer = try await callV3("tasks.task.add", ["fields": fields], idempotencyKey: idempotencyKey, priority: priority)
        return try identifier(answer.result["item"]["id"])
    }

    /// A page of tasks: `tasks.task.list` (api-reference/tasks/tasks-task-list.md).
    /// - Parameters:
    ///   - filter: fields in upper case with a comparison before the name.
    ///   - select: names of fields in upper case; in the answer they are in camel case.
    ///   - start: where the page begins, a multiple of 50.
    public func tasks(
        filter: JSONValue, select: [String], order: JSONValue = ["ID": "asc"], start: Int = 0, priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        try await call(
            "tasks.task.list", ["filter": filter, "select": JSONValue(select), "order": order, "start": JSONValue(start)], priority: priority
        ).result["tasks"].list
    }

    /// One task: `tasks.task.get` (api-reference/tasks/tasks-task-get.md).
    /// - Parameter select: names of fields in upper case; CRM bindings (`UF_CRM_TASK`) come only when named. Empty is the portal's own choice.
    /// - Returns: nil when there is none with this id, or none that the token's user may see.
    public func task(id: Int, select: [String] = [], priority: Priority = .normal) async throws(BitrixError) -> JSONValue? {
        var parameters: [String: JSONValue] = ["taskId": JSONValue(id)]
        if !select.isEmpty { parameters["select"] = JSONValue(select) }
        return try await find("tasks.task.get", .object(parameters), priority: priority)?["task"].nonEmpty
    }

    /// Changes fields of a task: `tasks.task.update` (api-reference/tasks/tasks-task-update.md).
    public func updateTask(id: Int, fields: JSONValue, priority: Priority = .normal) async throws(BitrixError) {
        _ = try await call("tasks.task.update", ["taskId": JSONValue(id), "fields": fields], priority: priority)
    }

    /// Marks a task as done: `tasks.task.complete` (api-reference/tasks/status/tasks-task-complete.md).
    public func completeTask(id: Int, priority: Priority = .normal) async throws(BitrixError) {
        _ = try await call("tasks.task.complete", ["taskId": JSONValue(id)], priority: priority)
    }
}
