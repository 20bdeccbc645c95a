import Sandbox
import Testing

@Suite struct PortalPageTests {
    @Test("The lead card shows the call with its player, the application's blocks in order and the transcript, all escaped")
    func leadCard() async throws {
        try await PortalBench.run { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567", ["title": "<script>alert(1)</script>", "assignedById": 5])
            let recording = PortalCall.Recording(bytes: [1, 2, 3], fileName: "call.mp3")
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79161234567", duration: 95, recording: recording))
            let activity = try #require(await bench.portal.snapshot.activity(of: callID))
            let blocks: JSON = [
                "z": ["type": "text", "properties": ["value": "Первый <b>"]],
                "a": ["type": "link", "properties": ["text": "Второй", "action": ["type": "redirect", "uri": "javascript:alert(1)"]]],
            ]
            _ = try await bench.result(
                "crm.activity.layout.blocks.set",
                ["entityTypeId": 1, "entityId": .int(lead), "activityId": .int(activity.id), "layout": ["blocks": blocks]])
            let line: JSON = ["SIDE": "Client", "START_TIME": 61, "STOP_TIME": 62, "MESSAGE": "Нужен \"склад\""]
            _ = try await bench.result("telephony.call.attachTranscription", ["CALL_ID": .string(callID), "MESSAGES": [line]])
            let page = try await text(bench, "/crm/lead/details/\(lead)/")
            #expect(page.contains("имитация портала Битрикс24, не настоящий портал"))
            #expect(!page.contains("<script>alert"))
            #expect(!page.contains("javascript:"))
            let first = try #require(page.firstRange(of: "Первый &lt;b&gt;"))
            let second = try #require(page.firstRange(of: "Второй"))
            #expect(first.lowerBound < second.lowerBound)
            #expect(page.contains("1:01") && page.contains("Нужен &quot;склад&quot;"))
            let file = try #require(activity.fileIDs.first)
            #expect(page.contains("src=\"/disk/downloadFile/\(file)/\""))
            #expect(try await bench.get("\(bench.addresses.portal)/disk/downloadFile/\(file)/").bytes == [1, 2, 3])
        }
    }

    @Test("Lists, the task card and notifications answer, in English when the portal is English")
    func lists() async throws {
        try await PortalBench.run(configured: { $0.language = "en" }) { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567", ["title": "Warehouse"])
            let fields: JSON = ["TITLE": "Call back", "RESPONSIBLE_ID": 5, "UF_CRM_TASK": [.string("L_\(lead)")], "DESCRIPTION": "[B]soon[/B]"]
            let task = try await bench.result("tasks.task.add", ["fields": fields])["task"]["id"].text ?? ""
            _ = try await bench.result("im.notify.system.add", ["USER_ID": 5, "MESSAGE": "[URL=/crm/lead/details/101/]New lead[/URL]"])
            #expect(try await text(bench, "/crm/lead/").contains("Warehouse"))
            let card = try await text(bench, "/tasks/\(task)/")
            #expect(card.contains("<b>soon</b>") && card.contains("/crm/lead/details/\(lead)/"))
            #expect(try await text(bench, "/notifications/?user=5").contains("<a href=\"/crm/lead/details/101/\""))
            let others = try await text(bench, "/notifications/?user=6")
            #expect(!others.contains("New lead"))
            #expect(try await text(bench, "/sandbox/requests").contains("tasks.task.add"))
            for path in ["/crm/deal/", "/crm/contact/", "/crm/company/", "/telephony/", "/tasks/", "/app"] {
                #expect(try await text(bench, path).contains("an imitation of a Bitrix24 portal"))
            }
            #expect(try await bench.get("\(bench.addresses.portal)/crm/lead/details/999/").status == 404)
        }
    }

    @Test("The application's page and its tab in a lead are opened by a form post with fresh tokens")
    func frames() async throws {
        try await PortalBench.run { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567")
            let tab: JSONObject = ["PLACEMENT": "CRM_LEAD_DETAIL_TAB", "HANDLER": "https://app.example.com/tab", "TITLE": "Разговоры"]
            _ = try await bench.result("placement.bind", tab)
            #expect(try await text(bench, "/app").contains("src=\"/sandbox/open\""))
            let main = try await text(bench, "/sandbox/open")
            #expect(main.contains("action=\"\(bench.applicationAddress)/app?DOMAIN="))
            #expect(main.contains("name=\"AUTH_ID\"") && main.contains("name=\"member_id\""))
            #expect(try await text(bench, "/crm/lead/details/\(lead)/").contains("Разговоры"))
            let placed = try await text(bench, "/sandbox/placement/0?id=\(lead)")
            #expect(placed.contains("value=\"CRM_LEAD_DETAIL_TAB\""))
            #expect(placed.contains("{&quot;ID&quot;:&quot;\(lead)&quot;}"))
        }
    }

    @Test("A task completed on its page is announced like any other change")
    func completion() async throws {
        try await PortalBench.run(events: ["ONTASKUPDATE"]) { bench async throws in
            let task = try await bench.result("tasks.task.add", ["fields": ["TITLE": "x", "RESPONSIBLE_ID": 5]])["task"]["id"].text ?? ""
            _ = try await bench.post("\(bench.addresses.portal)/sandbox/complete/\(task)", [:])
            await bench.portal.settleEvents()
            #expect(await bench.application.events.map { $0["event"].text } == ["ONTASKUPDATE"])
            #expect(await bench.portal.snapshot.tasks.first?.status == 5)
        }
    }

    private func text(_ bench: PortalBench, _ path: String) async throws -> String {
        String(decoding: try await bench.get(bench.addresses.portal + path).bytes, as: UTF8.self)
    }
}
