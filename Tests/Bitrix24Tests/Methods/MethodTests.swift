import Bitrix24
import Hummingbird
import Testing

/// What each typed method sends is compared with the names on its documentation page, letter by letter.
@Suite("Typed methods")
struct MethodTests {
    /// Makes one call against a portal that answers with `result`, and hands back what was sent, without the token.
    private func sent(
        _ result: JSONValue, _ call: @escaping @Sendable (BitrixClient) async throws -> Void
    ) async throws -> (method: String, body: JSONValue) {
        let seen = Recorder()
        try await TestPortal.run { _ in
            .json(["result": result])
        } test: { portal async throws in
            try await call(portal.client())
            let request = try #require(portal.requests.first)
            #expect(portal.requests.count == 1)
            var body = request.body.members
            body["auth"] = nil
            await seen.keep(String(request.path.dropFirst("/rest/".count)), .object(body))
        }
        return await (seen.method, seen.body)
    }

    private actor Recorder {
        var method = ""
        var body = JSONValue.null

        func keep(_ method: String, _ body: JSONValue) {
            self.method = method
            self.body = body
        }
    }

    @Test("Duplicates are asked for by phone and read by kind, none is none")
    func duplicates() async throws {
        let asked = try await sent(["LEAD": [1, "2"], "CONTACT": ["0": 3]]) { client async throws in
            let found = try await client.duplicates(phones: ["+79990000000"])
            #expect(found == Duplicates(leads: [1, 2], contacts: [3]))
        }
        #expect(asked.method == "crm.duplicate.findbycomm.json")
        #expect(asked.body == ["type": "PHONE", "values": ["+79990000000"]])
        _ = try await sent([]) { client async throws in #expect(try await client.duplicates(phones: ["1"]).isEmpty) }
        let narrowed = try await sent(["CONTACT": [3]]) { client async throws in
            #expect(try await client.duplicates(phones: ["1"], of: .contact) == Duplicates(contacts: [3]))
        }
        #expect(narrowed.body == ["type": "PHONE", "values": ["1"], "entity_type": "CONTACT"])
    }

    @Test("CRM objects are read, made and changed under their number")
    func items() async throws {
        var asked = try await sent(["item": ["id": 7]]) { client async throws in #expect(try await client.item(.lead, id: 7)?["id"].int == 7) }
        #expect(asked == ("crm.item.get.json", ["entityTypeId": 1, "id": 7]))
        asked = try await sent(["items": [["id": 7]]]) { client async throws in
            #expect(try await client.items(.deal, filter: ["=leadId": 7], select: ["id"], order: ["id": "DESC"], start: -1).count == 1)
        }
        #expect(asked == ("crm.item.list.json", ["entityTypeId": 2, "filter": ["=leadId": 7], "select": ["id"], "order": ["id": "DESC"], "start": -1]))
        asked = try await sent(["item": ["id": "8"]]) { client async throws in #expect(try await client.addItem(.contact, fields: ["name": "N"]) == 8) }
        #expect(asked == ("crm.item.add.json", ["entityTypeId": 3, "fields": ["name": "N"]]))
        asked = try await sent(["item": ["id": 8]]) { try await $0.updateItem(.company, id: 8, fields: ["title": "T"]) }
        #expect(asked == ("crm.item.update.json", ["entityTypeId": 4, "id": 8, "fields": ["title": "T"]]))
        asked = try await sent(["fields": ["id": ["type": "integer"]]]) { client async throws in #expect(try await client.itemFields(.lead)["id"]["type"] == "integer") }
        #expect(asked == ("crm.item.fields.json", ["entityTypeId": 1]))
    }

    @Test("A made object without an id in the answer is an unknown outcome, not a success")
    func noIdentifier() async throws {
        _ = try await sent(["item": []]) { client async throws in
            let error = await #expect(throws: BitrixError.self) { try await client.addItem(.lead, fields: [:]) }
            #expect(error?.execution == .unknown)
        }
    }

    @Test("The CRM's mode and dictionaries")
    func settings() async throws {
        var asked = try await sent(2) { client async throws in #expect(try await client.crmMode() == .simple) }
        #expect(asked == ("crm.settings.mode.get.json", [:]))
        asked = try await sent(1) { client async throws in #expect(try await client.crmMode() == .classic) }
        asked = try await sent([["STATUS_ID": "NEW"]]) { client async throws in #expect(try await client.statuses(entityID: "STATUS").first?["STATUS_ID"] == "NEW") }
        #expect(asked == ("crm.status.list.json", ["filter": ["ENTITY_ID": "STATUS"], "order": ["SORT": "ASC"]]))
    }

    @Test("Activities")
    func activities() async throws {
        var asked = try await sent(["ID": "9"]) { client async throws in #expect(try await client.activity(id: 9)?["ID"].int == 9) }
        #expect(asked == ("crm.activity.get.json", ["id": 9]))
        asked = try await sent([["ID": "9", "FILES": [["id": 5]]]]) { client async throws in
            #expect(try await client.activities(filter: ["ID": 9], select: ["ID", "FILES"]).first?["FILES"][0]["id"].int == 5)
        }
        #expect(asked == ("crm.activity.list.json", ["filter": ["ID": 9], "select": ["ID", "FILES"], "order": ["ID": "ASC"], "start": 0]))
    }

    @Test("Blocks inside a call's card")
    func blocks() async throws {
        let place: [String: JSONValue] = ["entityTypeId": 1, "entityId": 7, "activityId": 9]
        let blocks: JSONValue = ["a": ["type": "text", "properties": ["value": "V"]]]
        var asked = try await sent(["success": true]) { try await $0.setLayoutBlocks(.lead, entityID: 7, activityID: 9, blocks: blocks) }
        #expect(asked == ("crm.activity.layout.blocks.set.json", .object(place.merging(["layout": ["blocks": blocks]]) { $1 })))
        _ = try await sent(nil) { client async throws in
            let error = await #expect(throws: BitrixError.self) {
                try await client.setLayoutBlocks(.lead, entityID: 7, activityID: 9, blocks: blocks)
            }
            #expect(error?.execution == .refused)
        }
        asked = try await sent(["layout": ["blocks": blocks]]) { client async throws in
            #expect(try await client.layoutBlocks(.lead, entityID: 7, activityID: 9) == blocks)
        }
        #expect(asked == ("crm.activity.layout.blocks.get.json", .object(place)))
        _ = try await sent(["layout": ["blocks": []]]) { client async throws in #expect(try await client.layoutBlocks(.lead, entityID: 7, activityID: 9) == nil) }
        asked = try await sent(["success": true]) { try await $0.deleteLayoutBlocks(.lead, entityID: 7, activityID: 9) }
        #expect(asked == ("crm.activity.layout.blocks.delete.json", .object(place)))
    }

    @Test("Comments in the timeline")
    func comments() async throws {
        var asked = try await sent(999) { client async throws in #expect(try await client.addTimelineComment(.deal, entityID: 7, text: "T") == 999) }
        #expect(asked == ("crm.timeline.comment.add.json", ["fields": ["ENTITY_ID": 7, "ENTITY_TYPE": "deal", "COMMENT": "T"]]))
        asked = try await sent([["ID": "999", "COMMENT": "T"]]) { client async throws in #expect(try await client.timelineComments(.deal, entityID: 7).count == 1) }
        #expect(
            asked == (
                "crm.timeline.comment.list.json",
                [
                    "filter": ["ENTITY_ID": 7, "ENTITY_TYPE": "deal"], "select": ["ID", "CREATED", "AUTHOR_ID", "COMMENT"], "order": ["ID": "DESC"],
                    "start": 0,
                ]
            ))
    }

    @Test("Call history, transcripts, clients by phone, files")
    func telephony() async throws {
        var asked = try await sent([["ID": "1"]]) { client async throws in #expect(try await client.callStatistics(filter: ["CALL_ID": "c"], order: "DESC").count == 1) }
        #expect(asked == ("voximplant.statistic.get.json", ["FILTER": ["CALL_ID": "c"], "SORT": "ID", "ORDER": "DESC", "start": 0]))
        asked = try await sent(["TRANSCRIPT_ID": 5]) { client async throws in
            let messages = [
                TranscriptMessage(side: .client, start: -1, stop: 0, text: "A"), TranscriptMessage(side: .user, start: 4, stop: 3, text: "B"),
                TranscriptMessage(side: .user, start: 4, stop: 5, text: " \n"),
            ]
            #expect(try await client.attachTranscription(callID: "c", messages: messages) == 5)
            await #expect(throws: BitrixError.self) { try await client.attachTranscription(callID: "c", messages: []) }
        }
        #expect(
            asked == (
                "telephony.call.attachTranscription.json",
                [
                    "CALL_ID": "c",
                    "MESSAGES": [
                        ["SIDE": "Client", "START_TIME": 0, "STOP_TIME": 1, "MESSAGE": "A"], ["SIDE": "User", "START_TIME": 4, "STOP_TIME": 4, "MESSAGE": "B"],
                    ],
                ]
            ))
        asked = try await sent([["CRM_ENTITY_TYPE": "LEAD"]]) { client async throws in #expect(try await client.searchCRMEntities(phone: "+7").count == 1) }
        #expect(asked == ("telephony.externalCall.searchCrmEntities.json", ["PHONE_NUMBER": "+7"]))
        asked = try await sent(["ID": "3", "DOWNLOAD_URL": "u"]) { client async throws in #expect(try await client.diskFile(id: 3)?["DOWNLOAD_URL"] == "u") }
        #expect(asked == ("disk.file.get.json", ["id": 3]))
    }

    @Test("Tasks of both versions")
    func tasks() async throws {
        var asked = try await sent(["task": ["id": "11"]]) { client async throws in #expect(try await client.addTask(fields: ["TITLE": "T"]) == 11) }
        #expect(asked == ("tasks.task.add.json", ["fields": ["TITLE": "T"]]))
        asked = try await sent(["item": ["id": 11]]) { client async throws in #expect(try await client.addTaskV3(fields: ["title": "T"], idempotencyKey: "k") == 11) }
        #expect(asked == ("api/tasks.task.add", ["fields": ["title": "T"]]))
        asked = try await sent(["tasks": [["id": "11"]]]) { client async throws in #expect(try await client.tasks(filter: ["ID": 11], select: ["ID"]).count == 1) }
        #expect(asked == ("tasks.task.list.json", ["filter": ["ID": 11], "select": ["ID"], "order": ["ID": "asc"], "start": 0]))
        asked = try await sent(["task": ["id": "11"]]) { client async throws in #expect(try await client.task(id: 11)?["id"].int == 11) }
        #expect(asked == ("tasks.task.get.json", ["taskId": 11]))
        asked = try await sent(["task": []]) { client async throws in #expect(try await client.task(id: 11, select: ["ID", "UF_CRM_TASK"]) == nil) }
        #expect(asked == ("tasks.task.get.json", ["taskId": 11, "select": ["ID", "UF_CRM_TASK"]]))
        asked = try await sent(["task": ["id": "11"]]) { try await $0.updateTask(id: 11, fields: ["RESPONSIBLE_ID": 2]) }
        #expect(asked == ("tasks.task.update.json", ["taskId": 11, "fields": ["RESPONSIBLE_ID": 2]]))
        asked = try await sent(["task": ["id": "11"]]) { try await $0.completeTask(id: 11) }
        #expect(asked == ("tasks.task.complete.json", ["taskId": 11]))
    }

    @Test("Notifications and people")
    func people() async throws {
        var asked = try await sent(5) { client async throws in #expect(try await client.notify(userID: 1, message: "M", tag: "t") == 5) }
        #expect(asked == ("im.notify.system.add.json", ["USER_ID": 1, "MESSAGE": "M", "TAG": "t"]))
        asked = try await sent(false) { client async throws in #expect(try await client.notifyPersonally(userID: 1, message: "M") == nil) }
        #expect(asked == ("im.notify.personal.add.json", ["USER_ID": 1, "MESSAGE": "M"]))
        asked = try await sent([["ID": "1"]]) { client async throws in #expect(try await client.users(filter: ["ID": [1]]).count == 1) }
        #expect(asked == ("user.get.json", ["FILTER": ["ID": [1]], "sort": "ID", "order": "ASC", "start": 0]))
        asked = try await sent(["ID": "3"]) { client async throws in #expect(try await client.currentUser()["ID"].int == 3) }
        #expect(asked == ("user.current.json", [:]))
        asked = try await sent(["ADMIN": true]) { client async throws in #expect(try await client.profile()["ADMIN"].flag) }
        #expect(asked == ("profile.json", [:]))
        let told: JSONValue = ["result": ["user3": ["STATUS": "OPENED"]], "result_error": ["user4": ["error": "", "error_description": "User not found"]]]
        asked = try await sent(told) { client async throws in #expect(try await client.timemanStatuses(userIDs: [3, 4]) == [3: "OPENED"]) }
        #expect(asked == ("batch.json", ["halt": 0, "cmd": ["user3": "timeman.status?USER_ID=3", "user4": "timeman.status?USER_ID=4"]]))
        asked = try await sent([["ID": "15"]]) { client async throws in #expect(try await client.departments(filter: ["PARENT": 1], start: 50).count == 1) }
        #expect(asked == ("department.get.json", ["PARENT": 1, "START": 50]))
    }

    @Test("The app's own life in the portal")
    func app() async throws {
        var asked = try await sent(["INSTALLED": true]) { client async throws in #expect(try await client.appInfo()["INSTALLED"].flag) }
        #expect(asked == ("app.info.json", [:]))
        asked = try await sent(["crm", "task"]) { client async throws in #expect(try await client.grantedScope() == ["crm", "task"]) }
        #expect(asked == ("scope.json", [:]))
        asked = try await sent(["value": "Y"]) { client async throws in #expect(try await client.hasFeature("rest_offline_extended")) }
        #expect(asked == ("feature.get.json", ["CODE": "rest_offline_extended"]))
        asked = try await sent(true) { client async throws in #expect(try await client.isAdministrator()) }
        #expect(asked == ("user.admin.json", [:]))
        asked = try await sent(true) { try await $0.bindEvent(EventName.leadAdd, handler: "https://h.example/e") }
        #expect(asked == ("event.bind.json", ["event": "ONCRMLEADADD", "handler": "https://h.example/e"]))
        asked = try await sent([["event": "ONCRMLEADADD"]]) { client async throws in #expect(try await client.boundEvents().count == 1) }
        #expect(asked == ("event.get.json", [:]))
        asked = try await sent(["count": 1]) { client async throws in #expect(try await client.unbindEvent("E", handler: "h") == 1) }
        #expect(asked == ("event.unbind.json", ["event": "E", "handler": "h"]))
        asked = try await sent(true) { client async throws in
            try await client.bindPlacement(
                PlacementBinding(placement: "CALL_CARD", handler: "h", title: "T", groupName: "G", languages: ["ru": ["TITLE": "Т"]]))
        }
        #expect(
            asked == ("placement.bind.json", ["PLACEMENT": "CALL_CARD", "HANDLER": "h", "TITLE": "T", "GROUP_NAME": "G", "LANG_ALL": ["ru": ["TITLE": "Т"]]]))
        asked = try await sent([["placement": "CALL_CARD"]]) { client async throws in #expect(try await client.boundPlacements().count == 1) }
        #expect(asked == ("placement.get.json", [:]))
        asked = try await sent(["count": 2]) { client async throws in #expect(try await client.unbindPlacement("CALL_CARD", handler: "h") == 2) }
        #expect(asked == ("placement.unbind.json", ["PLACEMENT": "CALL_CARD", "HANDLER": "h"]))
    }

    @Test("What does not exist is nil, what is refused is an error")
    func absent() async throws {
        try await TestPortal.run { request in
            switch request.path {
            case "/rest/crm.item.get.json": .error("NOT_FOUND", .badRequest, "Element not found")
            case "/rest/crm.activity.get.json": .error("", .badRequest, "Activity is not found.")
            case "/rest/disk.file.get.json": .error("ERROR_NOT_FOUND", .badRequest, "Could not find entity with id `3`")
            case "/rest/tasks.task.get.json": .error("ERROR_CORE", .badRequest, "8/TE/ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE")
            default: .error("", .badRequest, "Access denied.")
            }
        } test: { portal async throws in
            let client = portal.client()
            #expect(try await client.item(.lead, id: 7) == nil)
            #expect(try await client.activity(id: 7) == nil)
            #expect(try await client.diskFile(id: 3) == nil)
            #expect(try await client.task(id: 3) == nil)
            let error = await #expect(throws: BitrixError.self) { try await client.currentUser() }
            #expect(error?.code == BitrixErrorCode.unnamed && error?.execution == .refused)
        }
    }

    @Test("A binding that is there already is as good as a new one, another refusal is not")
    func alreadyBound() async throws {
        try await TestPortal.run { request in
            request.body["event"] == "A" ? .error("ERROR_CORE", .badRequest, "Unable to set event handler: Handler already binded") : .error("ERROR_EVENT_NOT_FOUND", .badRequest, "Event not found")
        } test: { portal async throws in
            let client = portal.client()
            try await client.bindEvent("A", handler: "h")
            await #expect(throws: BitrixError.self) { try await client.bindEvent("B", handler: "h") }
        }
    }

    @Test("Kinds of CRM objects have the numbers, names and letters of the page on types")
    func kinds() {
        #expect(CRMEntity.allCases.map(\.rawValue) == [1, 2, 3, 4])
        #expect(CRMEntity.allCases.map(\.typeName) == ["LEAD", "DEAL", "CONTACT", "COMPANY"])
        #expect(CRMEntity.allCases.map { $0.binding(4) } == ["L_4", "D_4", "C_4", "CO_4"])
        #expect(CRMEntity(typeName: "lead") == .lead && CRMEntity(typeName: "QUOTE") == nil)
    }
}
