import Sandbox
import Testing

@Suite struct CRMMethodTests {
    @Test("A lead is created with defaults, found by its phone and read back with its phone entries")
    func lead() async throws {
        try await PortalBench.run { bench async throws in
            let id = try await bench.addLead(phone: "+7 (916) 123-45-67", ["title": "Звонок", "name": "Анна", "sourceId": "CALL", "assignedById": 5])
            let item = try await bench.result("crm.item.get", ["entityTypeId": 1, "id": .int(id)])["item"]
            #expect(item["stageId"] == "NEW")
            #expect(item["assignedById"] == 5)
            #expect(item["fm"]["0"]["value"] == "+7 (916) 123-45-67")
            #expect(item["contactIds"] == [])
            let found = try await bench.result("crm.duplicate.findbycomm", ["type": "PHONE", "values": ["89161234567"], "entity_type": "LEAD"])
            #expect(found == ["LEAD": [.int(id)]])
            let nobody = try await bench.call("crm.duplicate.findbycomm", ["type": "PHONE", "values": ["+70000000000"]])
            #expect(nobody.body["result"] == [])
            #expect(await bench.portal.strictViolations.isEmpty)
        }
    }

    @Test("A misspelt field vanishes silently, but is remarked on")
    func misspelt() async throws {
        try await PortalBench.run { bench async throws in
            let answer = try await bench.call("crm.item.add", ["entityTypeId": 1, "fields": ["titel": "x", "id": 7]])
            #expect(answer.status == 200)
            #expect(await bench.portal.strictViolations.count == 2)
        }
    }

    @Test("Wrong values are refused in the portal's words", arguments: [("stageId", "NOWHERE"), ("assignedById", "999"), ("sourceId", "MOON")])
    func wrongValue(_ field: String, _ value: String) async throws {
        try await PortalBench.run { bench async throws in
            let answer = try await bench.call("crm.item.add", ["entityTypeId": 1, "fields": .object([field: .string(value)])])
            #expect(answer.status == 400)
            #expect(answer.body["error"] == "CRM_FIELD_ERROR_VALUE_NOT_VALID")
        }
    }

    @Test("Phones of an update are an object of new and known entries, and an entry without typeId does nothing")
    func phoneUpdate() async throws {
        try await PortalBench.run { bench async throws in
            let id = try await bench.addLead(phone: "+79161234567")
            let entry = try await bench.result("crm.item.get", ["entityTypeId": 1, "id": .int(id)])["item"]["fm"]["0"]["id"].text ?? ""
            let fm: JSONObject = [
                entry: ["typeId": "PHONE", "value": "+79161234568"], "n0": ["typeId": "EMAIL", "value": "a@example.com"], "n1": ["value": "+7"],
            ]
            let item = try await bench.result("crm.item.update", ["entityTypeId": 1, "id": .int(id), "fields": ["fm": .object(fm)]])["item"]
            #expect(item["fm"].list?.map { $0["value"].text } == ["+79161234568", "a@example.com"])
            #expect(await bench.portal.strictViolations.count == 1)
        }
    }

    @Test("Lists filter by prefixes and OR, select fields and hold fifty rows a page")
    func lists() async throws {
        try await PortalBench.run { bench async throws in
            for number in 1...55 {
                await bench.portal.addItem(.lead, fields: ["title": .string("Лид \(number)"), "opportunity": .int(number * 100)])
            }
            let first = try await bench.call("crm.item.list", ["entityTypeId": 1, "select": ["id", "title"], "order": ["id": "DESC"]])
            #expect(first.body["result"]["items"].list?.count == 50)
            #expect(first.body["total"] == 55)
            #expect(first.body["next"] == 50)
            #expect(first.body["result"]["items"]["0"].members?.keys == ["id", "title"])
            let last = try await bench.call("crm.item.list", ["entityTypeId": 1, "start": 50])
            #expect(last.body["result"]["items"].list?.count == 5)
            #expect(last.body["next"] == .null)
            let either: JSON = [">opportunity": 5300, "0": ["logic": "OR", "0": ["%title": "54"], "1": ["=title": "Лид 55"]]]
            let found = try await bench.result("crm.item.list", ["entityTypeId": 1, "filter": either])["items"]
            #expect(found.list?.count == 2)
            let refused = try await bench.call("crm.item.list", ["entityTypeId": 1, "filter": ["phone2": "x"]])
            #expect(refused.body["error"] == "INVALID_ARG_VALUE")
        }
    }

    @Test("An update that changes nothing fires no event; a stage move is kept in the history")
    func stages() async throws {
        try await PortalBench.run(events: ["ONCRMLEADUPDATE", "ONCRMLEADDELETE"]) { bench async throws in
            let id = try await bench.addLead(phone: "+79161234567")
            _ = try await bench.result("crm.item.update", ["entityTypeId": 1, "id": .int(id), "fields": ["stageId": "NEW"]])
            _ = try await bench.result("crm.item.update", ["entityTypeId": 1, "id": .int(id), "fields": ["stageId": "IN_PROCESS"]])
            await bench.portal.deleteLead(id)
            await bench.portal.settleEvents()
            #expect(Set(await bench.application.events.map { $0["event"].text }) == ["ONCRMLEADUPDATE", "ONCRMLEADDELETE"])
            #expect(await bench.application.events.count == 2)
            let steps = try await bench.result("crm.stagehistory.list", ["entityTypeId": 1, "filter": ["OWNER_ID": .int(id)]])["items"]
            #expect(steps.list?.map { $0["STATUS_ID"].text } == ["NEW", "IN_PROCESS"])
            #expect(try await bench.call("crm.item.get", ["entityTypeId": 1, "id": .int(id)]).body["error"] == "NOT_FOUND")
        }
    }

    @Test("Content blocks are checked, kept in their order and shown to the application that set them")
    func layout() async throws {
        try await PortalBench.run { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567")
            try await bench.portal.receiveCall(PortalCall(clientPhone: "+79161234567"))
            let activity = try #require(await bench.portal.snapshot.activities.first?.id)
            let target: JSONObject = ["entityTypeId": 1, "entityId": .int(lead), "activityId": .int(activity)]
            func set(_ blocks: JSON) async throws -> PortalBench.Answer {
                var parameters = target
                parameters["layout"] = ["blocks": blocks]
                return try await bench.call("crm.activity.layout.blocks.set", parameters)
            }
            #expect(try await set([]).body["error"] == "FIELD_IS_REQUIRED")
            #expect(try await set([["type": "text", "properties": ["value": "x"]]]).status == 400)
            #expect(try await set(["a": ["type": "movie", "properties": ["value": "x"]]]).status == 400)
            #expect(try await set(["a": ["type": "text", "properties": ["text": "x"]]]).status == 400)
            let blocks: JSON = [
                "z": ["type": "text", "properties": ["value": "Итог", "bold": true]],
                "a": ["type": "withTitle", "properties": ["title": "Имя", "block": ["type": "text", "properties": ["value": "Анна"]]]],
            ]
            #expect(try await set(blocks).body["result"]["success"] == true)
            let kept = try await bench.result("crm.activity.layout.blocks.get", target)
            #expect(kept["layout"]["blocks"].members?.keys == ["z", "a"])
        }
    }

    @Test("A comment is added to a lead's timeline by lower-case fields and listed")
    func comments() async throws {
        try await PortalBench.run { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567")
            let fields: JSON = ["ENTITY_ID": .int(lead), "ENTITY_TYPE": "lead", "COMMENT": "Перезвонить"]
            #expect(try await bench.call("crm.timeline.comment.add", ["FIELDS": fields]).status == 400)
            let id = try await bench.result("crm.timeline.comment.add", ["fields": fields])
            let list = try await bench.result("crm.timeline.comment.list", ["filter": ["ENTITY_ID": .int(lead), "ENTITY_TYPE": "lead"]])
            #expect(list["0"]["ID"].text == id.text)
            #expect(list["0"]["COMMENT"] == "Перезвонить")
        }
    }
}
