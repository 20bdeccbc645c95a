import Sandbox
import Testing

@Suite struct PlayedCallTests {
    private static let telephony = ["ONVOXIMPLANTCALLINIT", "ONVOXIMPLANTCALLSTART", "ONVOXIMPLANTCALLEND"]
    private static let sound: [UInt8] = Array("RIFF0000WAVE".utf8) + [UInt8](repeating: 1, count: 88)

    @Test("A call is announced by three events, and its row and activity follow")
    func conversation() async throws {
        try await PortalBench.run(events: Self.telephony) { bench async throws in
            let lead = try await bench.addLead(phone: "+79161234567", ["title": "Лид"])
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79161234567", duration: 95))
            let events = await bench.application.events
            #expect(events.map { $0["event"].text } == Self.telephony)
            #expect(events[0]["data"]["CALLER_ID"] == "+79161234567")
            #expect(events[1]["data"]["USER_ID"] == "5")
            #expect(events[2]["data"]["CALL_DURATION"] == "95")
            #expect(events.allSatisfy { $0["auth"]["application_token"].text?.count == 32 })
            let row = try await bench.result("voximplant.statistic.get", ["FILTER": ["CALL_ID": .string(callID)]])["0"]
            #expect(row["CRM_ENTITY_TYPE"] == "LEAD")
            #expect(row["CRM_ENTITY_ID"].text == String(lead))
            #expect(row["CALL_DURATION"] == "95")
            #expect(row["RECORD_FILE_ID"] == .null)
            let activity = try await bench.result("crm.activity.get", ["id": row["CRM_ACTIVITY_ID"]])
            #expect(activity["ORIGIN_ID"].text == "VI_\(callID)")
            #expect(activity["PROVIDER_ID"] == "VOXIMPLANT_CALL")
            #expect(await bench.portal.strictViolations.isEmpty)
        }
    }

    @Test("A missed call has no answer event and stays an unfinished activity")
    func missed() async throws {
        try await PortalBench.run(events: Self.telephony) { bench async throws in
            _ = try await bench.addLead(phone: "+79161234567")
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "89161234567", answeredBy: nil))
            #expect(await bench.application.events.map { $0["event"].text } == [Self.telephony[0], Self.telephony[2]])
            let activity = try #require(await bench.portal.snapshot.activity(of: callID))
            #expect(activity.isMissed && !activity.completed)
            let row = try #require(await bench.portal.snapshot.statistics.first)
            #expect(row.failedCode == "304" && row.duration == 0)
        }
    }

    @Test("A caller the CRM does not know leaves a row without an activity, unless the line makes leads")
    func unknownCaller() async throws {
        try await PortalBench.run { bench async throws in
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000001"))
            #expect(await bench.portal.snapshot.activity(of: callID) == nil)
            #expect(await bench.portal.snapshot.leads.isEmpty)
        }
        try await PortalBench.run(configured: { $0.portalMakesLeads = true }) { bench async throws in
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000001"))
            let snapshot = await bench.portal.snapshot
            #expect(snapshot.leads.count == 1)
            #expect(snapshot.activity(of: callID)?.owner.id == snapshot.leads.first?.id)
        }
    }

    @Test("A lead made while the phone rings gets the activity")
    func leadDuringCall() async throws {
        try await PortalBench.run { bench async throws in
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000002")) { phase, _ in
                if case .rang = phase { _ = try await bench.addLead(phone: "+79990000002") }
            }
            #expect(await bench.portal.snapshot.activity(of: callID)?.owner.type == .lead)
        }
    }

    @Test("A recording appears after so many reads, changes the activity and says so")
    func recordingAppears() async throws {
        try await PortalBench.run(events: ["ONCRMACTIVITYUPDATE"]) { bench async throws in
            _ = try await bench.addLead(phone: "+79990000003")
            let recording = PortalCall.Recording(bytes: Self.sound, fileName: "call.wav", seconds: 12, readsBeforeReady: 2)
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000003", recording: recording))
            let filter: JSONObject = ["FILTER": ["CALL_ID": .string(callID)]]
            #expect(try await bench.result("voximplant.statistic.get", filter)["0"]["RECORD_FILE_ID"] == .null)
            #expect(try await bench.result("voximplant.statistic.get", filter)["0"]["RECORD_FILE_ID"] == .null)
            let ready = try await bench.result("voximplant.statistic.get", filter)["0"]
            #expect(ready["RECORD_FILE_ID"].int != nil)
            await bench.portal.settleEvents()
            #expect(await bench.application.events.last?["event"] == "ONCRMACTIVITYUPDATE")
            let activities = try await bench.result("crm.activity.list", ["filter": ["ID": ready["CRM_ACTIVITY_ID"]], "select": ["ID", "FILES"]])
            #expect(activities["0"]["FILES"]["0"]["id"] == ready["RECORD_FILE_ID"])
        }
    }

    @Test("A recording is downloaded whole or in part, and a wrong token gets a login page with status 200")
    func download() async throws {
        try await PortalBench.run { bench async throws in
            _ = try await bench.addLead(phone: "+79990000004")
            let recording = PortalCall.Recording(bytes: Self.sound, fileName: "call.wav")
            try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000004", recording: recording))
            let id = try #require(await bench.portal.snapshot.statistics.first?.recordFileID)
            let file = try await bench.result("disk.file.get", ["id": .int(id)])
            let url = try #require(file["DOWNLOAD_URL"].text)
            let whole = try await bench.get(url)
            #expect(whole.bytes == Self.sound)
            #expect(whole.header("content-type") == "audio/wav")
            let part = try await bench.get(url, headers: ["user-agent": "bench/1", "range": "bytes=90-"])
            #expect(part.status == 206 && part.bytes == Array(Self.sound[90...]))
            let stranger = try await bench.get(url.replacing("token=disk%7C", with: "token=disk%7C0"))
            #expect(stranger.status == 200)
            #expect(stranger.header("content-type")?.hasPrefix("text/html") == true)
        }
    }

    @Test("In simple mode a lead becomes a deal and a contact before the next request")
    func simpleMode() async throws {
        try await PortalBench.run(configured: { $0.crmMode = .simple }) { bench async throws in
            let lead = try await bench.addLead(phone: "+79990000005", ["name": "Пётр", "originId": "o-1"])
            #expect(try await bench.result("crm.settings.mode.get") == 2)
            let read = try await bench.result("crm.item.get", ["entityTypeId": 1, "id": .int(lead)])["item"]
            #expect(read["stageId"] == "CONVERTED")
            let deals = try await bench.result("crm.item.list", ["entityTypeId": 2, "filter": ["leadId": .int(lead)]])["items"]
            #expect(deals["0"]["originId"] == "o-1")
            let found = try await bench.result("crm.duplicate.findbycomm", ["type": "PHONE", "values": ["+79990000005"]])
            #expect(found["CONTACT"].list?.count == 1)
            let callID = try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000005"))
            #expect(await bench.portal.snapshot.activity(of: callID)?.owner.type == .deal)
        }
    }

    @Test("An event can be repeated as often as a test likes, byte for byte")
    func repeating() async throws {
        try await PortalBench.run(events: Self.telephony) { bench async throws in
            try await bench.portal.receiveCall(PortalCall(clientPhone: "+79990000006"))
            await bench.portal.repeatLastEvents(2, reversed: true)
            let events = await bench.application.events
            #expect(events.count == 5)
            #expect(events[3] == events[2] && events[4] == events[1])
        }
    }

    @Test("Events of robots carry no tokens, and no event carries a refresh token that works")
    func eventTokens() async throws {
        try await PortalBench.run(configured: { $0.eventAuthorisation = .none }, events: ["ONCRMLEADUPDATE"]) { bench async throws in
            let lead = try await bench.addLead(phone: "+79990000007")
            await bench.portal.changeLead(lead, stage: "IN_PROCESS")
            await bench.portal.settleEvents()
            let auth = try #require(await bench.application.events.last)["auth"]
            #expect(auth["access_token"] == .null)
            #expect(auth["application_token"].text?.isEmpty == false)
        }
    }
}
