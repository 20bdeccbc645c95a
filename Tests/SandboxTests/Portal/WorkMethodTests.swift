import Sandbox
import Testing

@Suite struct WorkMethodTests {
    @Test("A task is made, linked to a lead, found by that link, changed and completed")
    func tasks() async throws {
        try await PortalBench.run(events: ["ONTASKADD", "ONTASKUPDATE"]) { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567")
            let link = JSON.string("L_\(lead)")
            let fields: JSON = [
                "TITLE": "Перезвонить", "RESPONSIBLE_ID": 5, "DEADLINE": "2026-03-12T18:00:00+03:00", "UF_CRM_TASK": [link], "DESCRIPTION": "x",
            ]
            let id = try await bench.result("tasks.task.add", ["fields": fields])["task"]["id"]
            #expect(id == "3711")
            let found = try await bench.result(
                "tasks.task.list", ["filter": ["UF_CRM_TASK": link], "select": ["ID", "TITLE", "UF_CRM_TASK", "DEADLINE"]])
            #expect(found["tasks"]["0"]["ufCrmTask"] == [link])
            #expect(found["tasks"]["0"]["deadline"] == "2026-03-12T18:00:00+03:00")
            _ = try await bench.result("task.checklistitem.add", ["TASKID": id, "FIELDS": ["TITLE": "Позвонить"]])
            _ = try await bench.result("tasks.task.update", ["taskId": id, "fields": ["TITLE": "Новое"]])
            #expect(try await bench.result("tasks.task.complete", ["taskId": id])["task"]["status"] == "5")
            #expect(try await bench.result("tasks.task.get", ["taskId": 1]) == [])
            await bench.portal.settleEvents()
            #expect(await bench.application.events.contains { $0["data"]["FIELDS_AFTER"]["ID"] == "3711" && $0["event"] == "ONTASKADD" })
            #expect(await bench.portal.strictViolations.isEmpty)
        }
    }

    @Test("The third REST makes one task for one key, answers a repeat with the same and refuses another body")
    func idempotency() async throws {
        try await PortalBench.run { bench async throws in
            let fields: JSON = ["title": "Передать", "creatorId": 1, "responsibleId": 5, "deadline": "2026-03-12T18:00:00+03:00"]
            let first = try await bench.callThree("tasks.task.add", ["fields": fields], key: "k-1")
            let second = try await bench.callThree("tasks.task.add", ["fields": fields], key: "k-1")
            #expect(first.status == 200 && first.header("idempotent-replayed") == nil)
            #expect(second.header("idempotent-replayed") == "true")
            #expect(first.body["result"]["item"]["id"] == second.body["result"]["item"]["id"])
            #expect(await bench.portal.snapshot.tasks.count == 1)
            let other = try await bench.callThree("tasks.task.add", ["fields": ["title": "x", "creatorId": 1, "responsibleId": 5]], key: "k-1")
            #expect(other.status == 422)
            bench.clock.advance(3_000)
            let missing = try await bench.callThree("tasks.task.add", ["fields": ["title": "x", "creatorId": 1]], key: "k-2")
            #expect(missing.body["error"]["validation"]["0"]["field"] == "responsibleId")
        }
    }

    @Test("Without the tasks scope the third REST refuses, and without a scope the second does")
    func scopes() async throws {
        try await PortalBench.run(configured: { $0.scopes = ["crm"] }) { bench async throws in
            let three = try await bench.callThree("tasks.task.add", ["fields": ["title": "x"]])
            #expect(three.status == 403)
            let two = try await bench.call("tasks.task.add", ["fields": ["TITLE": "x"]])
            #expect(two.status == 403 && two.body["error"] == "insufficient_scope")
        }
    }

    @Test("A notification with the same tag replaces the earlier one")
    func notifications() async throws {
        try await PortalBench.run { bench async throws in
            let first = try await bench.result("im.notify.system.add", ["USER_ID": 5, "MESSAGE": "Один", "TAG": "call-1"])
            let second = try await bench.result("im.notify.system.add", ["USER_ID": 5, "MESSAGE": "Два", "TAG": "call-1"])
            #expect(first.int != nil && first != second)
            #expect(await bench.portal.snapshot.notifications.map(\.message) == ["Два"])
            #expect(try await bench.call("im.notify.system.add", ["USER_ID": 5, "MESSAGE": " "]).body["error"] == "MESSAGE_EMPTY")
            #expect(try await bench.result("im.notify.system.add", ["USER_ID": 99, "MESSAGE": "x"]) == false)
        }
    }

    @Test("A transcript is taken in whole seconds for a finished call and shows in its row")
    func transcript() async throws {
        try await PortalBench.run { bench async throws in
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79161234567"))
            func attach(_ message: JSON, to call: String = callID) async throws -> PortalBench.Answer {
                try await bench.call("telephony.call.attachTranscription", ["CALL_ID": .string(call), "MESSAGES": [message]])
            }
            let good: JSON = ["SIDE": "Client", "START_TIME": 0, "STOP_TIME": 2, "MESSAGE": "Здравствуйте"]
            #expect(try await attach(good, to: "unknown").status == 400)
            #expect(try await attach(["SIDE": "client", "START_TIME": 0, "STOP_TIME": 2, "MESSAGE": "x"]).status == 400)
            #expect(try await attach(["SIDE": "User", "START_TIME": 0, "STOP_TIME": 0, "MESSAGE": "x"]).status == 400)
            #expect(try await attach(["SIDE": "User", "START_TIME": 0.5, "STOP_TIME": 1, "MESSAGE": "x"]).status == 400)
            #expect(try await attach(good).body["result"]["TRANSCRIPT_ID"] == 1)
            #expect(try await bench.result("voximplant.statistic.get", ["FILTER": ["CALL_ID": .string(callID)]])["0"]["TRANSCRIPT_ID"] == "1")
            #expect(await bench.portal.snapshot.transcript(of: callID)?.lines.first?.text == "Здравствуйте")
        }
    }

    @Test("People, their phones and their working day are told by identifier and by inner number")
    func people() async throws {
        try await PortalBench.run { bench async throws in
            let users = try await bench.result("user.get", ["FILTER": ["UF_PHONE_INNER": "105", "ACTIVE": true]])
            #expect(users["0"]["ID"] == "5")
            #expect(try await bench.result("timeman.status", ["USER_ID": 5])["STATUS"] == "OPENED")
            #expect(try await bench.result("profile")["ADMIN"] == true)
            #expect(try await bench.result("department.get", ["UF_HEAD": 5])["0"]["ID"] == "3")
            _ = try await bench.addLead(phone: "+79161234567", ["assignedById": 6])
            let owner = try await bench.result("telephony.externalCall.searchCrmEntities", ["PHONE_NUMBER": "+79161234567"])
            #expect(owner["0"]["ASSIGNED_BY"]["USER_PHONE_INNER"] == "106")
            #expect(owner["0"]["CRM_ENTITY_TYPE"] == "LEAD")
        }
    }

    @Test("Handlers and widgets are bound once, listed and unbound")
    func bindings() async throws {
        try await PortalBench.run { bench async throws in
            let event: JSONObject = ["event": "onCrmLeadAdd", "handler": "https://app.example.com/events"]
            #expect(try await bench.result("event.bind", event) == true)
            #expect(try await bench.call("event.bind", event).status == 400)
            #expect(try await bench.result("event.get")["0"]["event"] == "ONCRMLEADADD")
            #expect(try await bench.call("event.bind", ["event": "ONNOTHING", "handler": "https://x"]).body["error"] == "ERROR_EVENT_NOT_FOUND")
            #expect(try await bench.result("event.unbind", event)["count"] == 1)
            let place: JSONObject = ["PLACEMENT": "CRM_LEAD_DETAIL_TAB", "HANDLER": "https://app.example.com/tab", "TITLE": "Разговоры"]
            #expect(try await bench.result("placement.bind", place) == true)
            #expect(try await bench.result("placement.get")["0"]["title"] == "Разговоры")
            #expect(
                try await bench.call("placement.bind", ["PLACEMENT": "NOWHERE", "HANDLER": "https://x"]).body["error"] == "ERROR_PLACEMENT_NOT_FOUND")
        }
    }
}
