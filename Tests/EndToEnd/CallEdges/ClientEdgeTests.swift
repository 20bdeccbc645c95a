import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("Whose call it is", .serialized)
struct ClientEdgeTests {
    @Test("A missed call becomes a call-back task and a notification at once, with no recording waited for")
    func missed() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let row = try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil))
            #expect(row.stage == "missed" && row.recordingPolls == 0)
            let snapshot = await world.portal.snapshot
            let lead = try #require(snapshot.leads.first)
            #expect(snapshot.leads.count == 1 && lead.phones == ["+79161112233"])
            let task = try #require(snapshot.tasks.first)
            #expect(snapshot.tasks.count == 1 && task.crmLinks == ["L_\(lead.id)"] && task.deadline != nil)
            #expect(task.description.contains("+79161112233"))
            #expect(snapshot.notifications.contains { $0.userID == task.responsible && $0.message.contains("/tasks/task/view/\(task.id)/") })
        }
    }

    @Test("A contact with an open deal: the call goes to the deal, and no lead is made")
    func contactWithDeal() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.wantsPerson) { $0.name != nil }
            let contact = await world.portal.addItem(.contact, fields: ["name": "Клиент", "assignedById": 5], phones: [call.clientPhone])
            _ = await world.portal.addItem(.deal, fields: ["title": "Старая", "contactId": .int(contact), "stageId": "WON", "assignedById": 5])
            let deal = await world.portal.addItem(.deal, fields: ["title": "Новая", "contactId": .int(contact), "stageId": "NEW", "assignedById": 6])
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.stage == "written" && row.entityType == 3 && row.entityID == contact && row.dealID == deal)
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.isEmpty)
            #expect(snapshot.tasks.map(\.responsible) == [6])
            #expect(Set(snapshot.tasks.first?.crmLinks ?? []) == ["C_\(contact)", "D_\(deal)"])
            #expect(snapshot.contacts.first?.text("name") == "Клиент", "a name that a person entered stays")
        }
    }

    @Test("A contact without a deal, and a company: linked to them, and no lead is made", arguments: [CRMType.contact, .company])
    func clientWithoutDeal(_ type: CRMType) async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.wantsPerson)
            let id = await world.portal.addItem(type, fields: [type == .contact ? "name" : "title": "Клиент", "assignedById": 6], phones: [call.clientPhone])
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.stage == "written" && row.entityType == type.rawValue && row.entityID == id && row.dealID == nil)
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.isEmpty)
            #expect(snapshot.tasks.first?.crmLinks == ["\(type.shortCode)_\(id)"])
            #expect(snapshot.activity(of: row.externalID)?.layouts.count == 1)
            #expect(await world.portal.strictViolations == [])
        }
    }

    @Test("A client with more leads than the portal names at once is known all the same", arguments: [CRMType.contact, .company])
    func behindManyLeads(_ type: CRMType) async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient)
            for number in 1...21 {
                _ = await world.portal.addItem(.lead, fields: ["title": .string("Старый \(number)"), "stageId": "JUNK"], phones: [call.clientPhone])
            }
            let id = await world.portal.addItem(type, fields: [type == .contact ? "name" : "title": "Клиент", "assignedById": 6], phones: [call.clientPhone])
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.stage == "written" && row.entityType == type.rawValue && row.entityID == id)
            #expect(await world.portal.snapshot.leads.count == 21)
            #expect(await world.portal.strictViolations == [])
        }
    }

    @Test("Only empty fields of a lead are filled: what a person entered stays")
    func onlyEmptyFields() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient) { $0.name != nil && $0.need != nil }
            let lead = await world.portal.addItem(
                .lead, fields: ["title": "Своя", "name": "Записанное", "comments": "", "assignedById": 6], phones: [call.clientPhone])
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.leadID == lead)
            let after = try #require(await world.portal.snapshot.leads.first)
            #expect(await world.portal.snapshot.leads.count == 1)
            #expect(after.text("title") == "Своя" && after.text("name") == "Записанное" && after.text("lastName") == nil)
            #expect(after.text("comments") != nil, "the empty comment is filled")
        }
    }

    @Test("A recorded outgoing call to somebody unknown makes no lead, and has its transcript")
    func outgoing() async throws {
        try await Edge.run([Edge.portal()]) { world in
            var played = try world.calls.played(try world.call(.newClient))
            played.direction = .outgoing
            let row = try await world.settled(played)
            let snapshot = await world.portal.snapshot
            #expect(row.stage == "written" && row.direction == .outgoing && row.entityID == nil)
            #expect(snapshot.leads.isEmpty && snapshot.transcript(of: row.externalID) != nil)
        }
    }

    @Test("A recorded outgoing call to a contact is written into the contact's card")
    func outgoingToContact() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient)
            let contact = await world.portal.addItem(.contact, fields: ["name": "Клиент", "assignedById": 6], phones: [call.clientPhone])
            var played = try world.calls.played(call)
            played.direction = .outgoing
            let row = try await world.settled(played)
            #expect(row.stage == "written" && row.entityType == 3 && row.entityID == contact)
            #expect(await world.portal.snapshot.activity(of: row.externalID)?.layouts.count == 1)
        }
    }

    @Test("A hidden number makes no lead, and the call has its transcript")
    func hidden() async throws {
        try await Edge.run([Edge.portal()]) { world in
            var played = try world.calls.played(try world.call(.newClient))
            played.clientPhone = "anonymous"
            let row = try await world.finished(try await world.portal.receiveCall(played))
            let snapshot = await world.portal.snapshot
            #expect(row.stage == "written" && row.phone == nil)
            #expect(snapshot.leads.isEmpty && snapshot.transcript(of: row.externalID) != nil)
        }
    }

    @Test("A missed call from a hidden number leaves no task: nobody could be called back")
    func missedHidden() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let row = try await world.finished(try await world.portal.receiveCall(PortalCall(clientPhone: "anonymous", answeredBy: nil)))
            #expect(row.stage == "missed")
            #expect(await world.portal.snapshot.tasks.isEmpty)
        }
    }

    @Test("Two portals at once are kept apart, even with the same caller")
    func twoPortals() async throws {
        try await Edge.run(SandboxPortalConfiguration.several(2)) { world in
            let call = try world.call(.wantsPerson)
            let played = try world.calls.played(call)
            async let left = world.settled(played, on: world.portals[0])
            async let right = world.settled(played, on: world.portals[1])
            let rows = try await [left, right]
            #expect(Set(rows.map(\.portalID)).count == 2)
            for (row, portal) in zip(rows, world.portals) {
                let snapshot = await portal.snapshot
                #expect(snapshot.leads.count == 1 && snapshot.tasks.count == 1 && snapshot.transcripts.map(\.callID) == [row.externalID])
                #expect(row.leadID == snapshot.leads.first?.id)
                #expect(await portal.strictViolations == [])
            }
        }
    }
}
