/// Tasks of REST 2 (`tasks/tasks-task-*.md`).
enum TaskMethods {
    static let all: [RESTMethod] = [
        RESTMethod("tasks.task.add", scope: ["task"], parameters: ["fields"], run: add),
        RESTMethod("tasks.task.get", scope: ["task"], parameters: ["taskId", "select"], run: get),
        RESTMethod("tasks.task.list", scope: ["task"], parameters: ["order", "filter", "select", "params", "start"], run: list),
        RESTMethod("tasks.task.update", scope: ["task"], parameters: ["taskId", "fields"], run: update),
        RESTMethod("tasks.task.complete", scope: ["task"], parameters: ["taskId"], run: complete),
    ]

    private static func task(_ ask: RESTAsk, _ state: PortalState) throws(RESTFault) -> PortalTask? {
        guard !ask["taskId"].isEmpty else {
            throw RESTFault(400, "100", "CTaskItem All parameters in the constructor must have real class type")
        }
        guard let id = ask["taskId"].int else { throw RESTFault(400, "0", "wrong task id") }
        return state.tasks[id]
    }

    private static func existing(_ ask: RESTAsk, _ state: PortalState) throws(RESTFault) -> PortalTask {
        guard let task = try task(ask, state) else {
            throw .core("TASKS_ERROR_EXCEPTION_#8; Task not found or access denied; 8/TE/TASK_NOT_FOUND_OR_NOT_ACCESSIBLE<br>")
        }
        return task
    }

    private static func add(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let fields = ask["fields"].members, !fields.isEmpty else { throw .missing("fields") }
        guard let title = fields["TITLE"]?.text, !title.isEmpty else { throw .core("Task title is not specified<br>") }
        guard let responsible = fields["RESPONSIBLE_ID"], !responsible.isEmpty else { throw .core("Responsible person is not specified<br>") }
        let id = responsible.int ?? 0
        guard state.user(id) != nil else { throw .core("User specified in the \"Responsible\" field not found<br>") }
        let draft = PortalTask(
            id: state.nextID("task", from: 3711), title: title, description: "", responsible: id, createdBy: ask.userID, created: state.now,
            changed: state.now, changedBy: ask.userID)
        let task = try TaskWriting.apply(fields, to: draft, method: ask.method, state: &state)
        state.storeNew(task, actor: ask.userID)
        return RESTReply(["task": .object(TaskRow.full(task, state: state))])
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        if let select = ask.parameters["select"], select.list == nil {
            throw RESTFault(400, "100", "Invalid value {} to match with parameter {select}. Should be value of type array.")
        }
        guard let task = try task(ask, state) else { return RESTReply([]) }
        return RESTReply(["task": .object(TaskRow.selected(task, select: ask["select"], state: state))])
    }

    private static func list(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        var conditions = ask["filter"].members ?? [:]
        conditions["::SUBFILTER-PARAMS"] = nil
        let names = TaskRow.filterable
        let filter = try ListFilter(.object(conditions), time: state.time, isField: names.contains) { field in
            .argument("Invalid filter: field '\(field)' is not a task field")
        }
        var tasks: [Int: PortalTask] = state.tasks
        for (id, task) in tasks where !filter.matches(TaskRow.filterRow(task, state: state)) { tasks[id] = nil }
        let order: JSON = ask["order"].isEmpty ? ["ID": "desc"] : ask["order"]
        let rows = tasks.values.sorted { $0.id < $1.id }.map { TaskRow.filterRow($0, state: state) }
        let ordered = try ListPage.sorted(rows, order: order, time: state.time, isField: names.contains) { field, _ in
            .argument("Invalid order: field '\(field)'")
        }
        let found = ordered.compactMap { $0["ID"]?.int.flatMap { tasks[$0] } }
        let page = ListPage.cut(found.map { .object(TaskRow.selected($0, select: ask["select"], state: state)) }, start: ask["start"])
        return RESTReply(["tasks": .array(page.rows)], total: page.total, next: page.next)
    }

    private static func update(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let task = try existing(ask, state)
        guard let fields = ask["fields"].members, !fields.isEmpty else { throw .missing("fields") }
        let changed = try TaskWriting.apply(fields, to: task, method: ask.method, state: &state)
        state.storeChanged(changed, actor: ask.userID)
        return RESTReply(["task": .object(TaskRow.full(state.tasks[task.id] ?? changed, state: state))])
    }

    private static func complete(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        var task = try existing(ask, state)
        guard task.status != 5 else {
            throw .core("TASKS_ERROR_EXCEPTION_#8; Action is not allowed; 8/TE/ACTION_NOT_ALLOWED<br>")
        }
        task.status = 5
        state.storeChanged(task, actor: ask.userID)
        return RESTReply(["task": .object(TaskRow.full(state.tasks[task.id] ?? task, state: state))])
    }
}
