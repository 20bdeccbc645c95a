/// Pages people look at, and the few buttons on them.
extension SandboxPortal {
    func answerPage(_ ask: HTTPAsk) async -> HTTPAnswer {
        change { state in state.convertWaitingLeads() }
        let parts = ask.path.split(separator: "/").map { FormCoding.percentDecoded($0) }
        let query = FormCoding.decode(ask.query)
        if ask.method == "POST", ask.path == Self.callPath { return await placeCall(ask) }
        if ask.method == "POST" { return await press(parts, FormCoding.decode(ask.bodyText)) }
        guard ask.method == "GET" || ask.method == "HEAD" else { return HTTPAnswer(status: 405) }
        let frame = PageFrame(state: state)
        switch parts.first {
        case nil: return .redirect(to: state.configuration.crmMode == .simple ? "/crm/deal/" : "/crm/lead/")
        case "crm": return crmPage(parts, query, frame)
        case "telephony": return .html(frame.callList(takesCalls: callers != nil))
        case "tasks" where parts.count == 1: return .html(frame.taskList())
        case "tasks": return taskPage(parts.last, frame)
        case "company" where parts.contains("task"): return taskPage(parts.last, frame)
        case "notifications": return .html(frame.notificationList(of: query["user"]?.int))
        case "app": return .html(frame.applicationPage(installsAgain: query["install"] != nil))
        case "disk": return filePage(parts, range: ask.headers["range"], frame)
        case "api": return HTTPAnswer(status: 200, headers: ["content-type": "text/javascript; charset=utf-8"], body: Array(BX24Script.source.utf8))
        case "sandbox": return servicePage(parts, query, frame)
        default: return .html(frame.notFound(), status: 404)
        }
    }

    private func crmPage(_ parts: [String], _ query: JSONObject, _ frame: PageFrame) -> HTTPAnswer {
        guard parts.count >= 2, let type = CRMType.allCases.first(where: { $0.path == parts[1] }) else { return .html(frame.notFound(), status: 404) }
        guard parts.count >= 4, parts[2] == "details" || parts[2] == "show" else { return .html(frame.itemList(type)) }
        guard let item = Int(parts[3]).flatMap({ state.item(CRMLink(type, $0)) }) else { return .html(frame.notFound(), status: 404) }
        return .html(frame.itemCard(item, tab: query["tab"]?.int))
    }

    private func taskPage(_ id: String?, _ frame: PageFrame) -> HTTPAnswer {
        guard let task = id.flatMap(Int.init).flatMap({ state.tasks[$0] }) else { return .html(frame.notFound(), status: 404) }
        return .html(frame.taskCard(task))
    }

    private func filePage(_ parts: [String], range: String?, _ frame: PageFrame) -> HTTPAnswer {
        guard parts.count >= 3, let file = Int(parts[2]).flatMap({ state.files[$0] }) else { return .html(frame.notFound(), status: 404) }
        return .file(file.bytes, contentType: file.contentType, name: file.name, range: range)
    }

    private func servicePage(_ parts: [String], _ query: JSONObject, _ frame: PageFrame) -> HTTPAnswer {
        let user = query["user"]?.int ?? state.administrator?.id ?? 1
        switch parts.dropFirst().first {
        case "requests":
            return .html(frame.requestList(log))
        case "open":
            guard let url = state.isInstalled && query["install"] == nil ? state.handlerURL : state.installURL else { return .html(frame.notFound(), status: 404) }
            return openInFrame(url, placement: "DEFAULT", options: [:], userID: user, frame)
        case "placement":
            guard let index = parts.last.flatMap(Int.init), state.placements.indices.contains(index) else {
                return .html(frame.notFound(), status: 404)
            }
            let place = state.placements[index]
            let options: JSONObject = query["id"].map { ["ID": $0] } ?? [:]
            return openInFrame(place.handler, placement: place.placement, options: options, userID: user, frame)
        default:
            return .html(frame.notFound(), status: 404)
        }
    }

    private func openInFrame(_ url: String, placement: String, options: JSONObject, userID: Int, _ frame: PageFrame) -> HTTPAnswer {
        let fields = pageFields(placement: placement, options: options, userID: userID)
        return .html(frame.autoPost(to: Self.address(url, adding: fields.query), fields: fields.form))
    }

    /// What the buttons do.
    private func press(_ parts: [String], _ form: JSONObject) async -> HTTPAnswer {
        guard parts.first == "sandbox", parts.count >= 2 else { return HTTPAnswer(status: 404) }
        switch parts[1] {
        case "install-finish":
            finishInstall()
            return HTTPAnswer(status: 204)
        case "complete":
            guard let id = parts.last.flatMap(Int.init), let user = state.tasks[id]?.responsible else { return HTTPAnswer(status: 404) }
            completeTask(id, by: user)
            return .redirect(to: "/tasks/\(id)/")
        case "lead":
            guard let id = parts.last.flatMap(Int.init), state.item(CRMLink(.lead, id)) != nil else { return HTTPAnswer(status: 404) }
            guard let stage = form["stage"]?.text, Stages.entry("STATUS", stage) != nil, let user = form["assigned"]?.int, state.user(user) != nil else { return HTTPAnswer(status: 400) }
            changeLead(id, stage: stage, assigned: user)
            return .redirect(to: "/crm/lead/details/\(id)/")
        case "action":
            guard let activity = parts.last.flatMap(Int.init).flatMap({ state.activities[$0] }) else { return HTTPAnswer(status: 404) }
            await act(on: activity, (try? JSONParser.parse(form["action"]?.text ?? "")) ?? .null)
            return .redirect(to: "/crm/\(activity.owner.type.path)/details/\(activity.owner.id)/")
        default:
            return HTTPAnswer(status: 404)
        }
    }

    /// A click on a block of the application (`structure/action.md`).
    private func act(on activity: CallActivity, _ action: JSON) async {
        let user = state.administrator?.id ?? 1
        var data: JSONObject = [
            "id": .string(action["id"].text ?? ""), "entityTypeId": .string(String(activity.owner.type.rawValue)),
            "entityId": .string(String(activity.owner.id)), "activityId": .string(String(activity.id)), "userId": .string(String(user)),
        ]
        for (name, value) in action["actionParams"].members ?? [:] where data[name] == nil { data[name] = value }
        await sendEvent("ONCRMTIMELINEITEMACTION", data: .object(data), actor: user)
    }
}
