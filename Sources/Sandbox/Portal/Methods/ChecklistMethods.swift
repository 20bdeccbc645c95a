/// `task.checklistitem.add` (`tasks/checklist-item/task-checklist-item-add.md`).
enum ChecklistMethods {
    static let all: [RESTMethod] = [RESTMethod("task.checklistitem.add", scope: ["task"], parameters: ["TASKID", "FIELDS"], run: add)]

    private static func add(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let wrongTask = RESTFault.core(
            "TASKS_ERROR_EXCEPTION_#256; Param #0 (taskId) for method ctaskchecklistitem::add() expected to be of type \"integer\", but given "
                + "something else.; 256/TE/WRONG_ARGUMENTS<br>")
        let id = try ask.identifier("TASKID", else: wrongTask)
        if ask.parameters.keys != ["TASKID", "FIELDS"] { state.complain("task.checklistitem.add: TASKID must come before FIELDS") }
        guard let fields = ask["FIELDS"].members, !fields.isEmpty else {
            throw .core(
                "TASKS_ERROR_EXCEPTION_#256; Param #1 (arFields) expected by method ctaskchecklistitem::add(), but not given.; 256/TE/WRONG_ARGUMENTS<br>"
            )
        }
        for key in fields.keys where !["TITLE", "SORT_INDEX", "IS_COMPLETE", "IS_IMPORTANT", "MEMBERS", "PARENT_ID"].contains(key) {
            state.complain("task.checklistitem.add: unknown field \(key)")
        }
        guard let title = fields["TITLE"]?.text, !title.isEmpty else {
            throw .core("TASKS_ERROR_EXCEPTION_#8; Item name not specified; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>")
        }
        guard state.tasks[id] != nil else {
            throw .core("TASKS_ERROR_EXCEPTION_#8; Adding item: action not allowed; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>")
        }
        let item = PortalTask.ChecklistItem(
            id: state.nextID("checklist", from: 475), parentID: fields["PARENT_ID"]?.int ?? 0, title: title,
            isComplete: fields["IS_COMPLETE"]?.flag ?? false)
        state.tasks[id]?.checklist.append(item)
        return RESTReply(.int(item.id))
    }
}
