import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("What an event says is believed only where the portal confirms it", .serialized)
struct EventTruthTests {
    private static let poll = ["RECORDING_POLL": "50ms,50ms,1h"]

    @Test("An end without a beginning: the call is taken up all the same")
    func endAlone() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.wantsPerson)
            await world.portal.loseEvents(true)
            let callID = try await world.portal.startCall(try world.calls.played(call))
            await world.portal.loseEvents(false)
            try await world.portal.endCall(callID)
            let row = try await world.finished(callID)
            #expect(row.stage == "written" && row.phone == call.clientPhone)
            #expect(await world.portal.snapshot.leads.count == 1)
        }
    }

    @Test("All events of a call are lost: the sweep finds it")
    func sweep() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.wantsPerson)
            await world.portal.loseEvents(true)
            let callID = try await world.portal.receiveCall(try world.calls.played(call))
            await world.portal.loseEvents(false)
            try await world.application.desk.prepare()
            world.ring()
            let row = try await world.finished(callID)
            #expect(row.stage == "written")
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.count == 1 && snapshot.tasks.count == 1 && snapshot.transcripts.count == 1)
        }
    }

    @Test("The end of a call with a wrong number, length, code and activity changes nothing", arguments: [true, false])
    func alteredEnd(_ isBeginningKnown: Bool) async throws {
        try await Edge.run([Edge.portal()]) { world in
            let other = try await world.settled(PortalCall(clientPhone: "+79169990000", answeredBy: nil))
            let foreign = try #require(await world.portal.snapshot.activity(of: other.externalID)?.id)
            let call = try world.call(.newClient) { $0.callBack == nil && !$0.wantsPerson }
            await world.portal.loseEvents(!isBeginningKnown)
            let callID = try await world.portal.startCall(try world.calls.played(call))
            if isBeginningKnown { _ = try await world.row(callID, "client") { $0.entityID != nil } }
            await world.portal.loseEvents(true)
            try await world.portal.endCall(callID)
            await world.portal.loseEvents(false)
            await world.portal.sendEvent(
                "ONVOXIMPLANTCALLEND",
                data: [
                    "CALL_ID": .string(callID), "CALL_TYPE": "1", "PHONE_NUMBER": "+79168887766", "PORTAL_USER_ID": "6", "CALL_DURATION": "0",
                    "CALL_FAILED_CODE": "304", "CRM_ACTIVITY_ID": .string("\(foreign)"),
                ])
            let row = try await world.finished(callID)
            #expect(row.stage == "written" && row.phone == call.clientPhone && row.direction == .incoming)
            #expect(row.failedCode == "200" && row.answeredBy == 5 && row.activityID != foreign)
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.count == 2 && !snapshot.leads.contains { $0.phones.contains("+79168887766") })
            #expect(snapshot.activity(of: other.externalID)?.layouts.isEmpty == true, "nothing is written into the foreign activity")
            #expect(snapshot.tasks.count == 1, "only the other call was missed")
        }
    }

    @Test("A wrong person in the answer, and a wrong end after the end, change nothing")
    func alteredAnswer() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient) { $0.callBack == nil && !$0.wantsPerson }
            await world.portal.loseEvents(true)
            let callID = try await world.portal.startCall(try world.calls.played(call))
            await world.portal.loseEvents(false)
            let ring: JSON = ["CALL_ID": .string(callID), "CALL_TYPE": "2", "CALLER_ID": .string(call.clientPhone)]
            await world.portal.sendEvent("ONVOXIMPLANTCALLINIT", data: ring)
            await world.portal.sendEvent("ONVOXIMPLANTCALLSTART", data: ["CALL_ID": .string(callID), "USER_ID": "6"])
            _ = try await world.row(callID, "client") { $0.entityID != nil }
            try await world.portal.endCall(callID)
            let row = try await world.finished(callID)
            #expect(row.answeredBy == 5)
            #expect(await world.portal.snapshot.leads.first?.int("assignedById") == 5)
            let end: JSON = ["CALL_ID": .string(callID), "CALL_TYPE": "1", "PHONE_NUMBER": "+79168887766", "CALL_DURATION": "0", "CALL_FAILED_CODE": "304"]
            await world.portal.sendEvent("ONVOXIMPLANTCALLEND", data: end)
            await world.portal.sendEvent("ONVOXIMPLANTCALLSTART", data: ["CALL_ID": .string(callID), "USER_ID": "6"])
            try await world.idle()
            #expect(try await world.finished(callID) == row)
            #expect(await world.portal.snapshot.tasks.isEmpty)
        }
    }

    @Test("An invented call: nothing is written, and after a day it is let go")
    func inventedCall() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: Self.poll, clock: clock) { world in
            let callID = "0123456789ABCDEF.1700000000.1"
            await world.portal.sendEvent(
                "ONVOXIMPLANTCALLEND",
                data: ["CALL_ID": .string(callID), "CALL_TYPE": "2", "PHONE_NUMBER": "+79168887766", "CALL_DURATION": "0", "CALL_FAILED_CODE": "304"])
            try await world.asleep(callID, past: clock.now().addingTimeInterval(1800))
            clock.advance(by: 25 * 3600)
            world.ring()
            #expect(try await world.finished(callID).outcome == "unconfirmed")
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.isEmpty && snapshot.tasks.isEmpty && snapshot.comments.isEmpty && snapshot.notifications.isEmpty)
        }
    }

    @Test("A ring with a wrong number: the statistics correct it, and the call goes to a lead of the right one")
    func wrongRing() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient) { $0.phone == nil }
            await world.portal.loseEvents(true)
            let callID = try await world.portal.startCall(try world.calls.played(call))
            await world.portal.loseEvents(false)
            await world.portal.sendEvent("ONVOXIMPLANTCALLINIT", data: ["CALL_ID": .string(callID), "CALL_TYPE": "2", "CALLER_ID": "+79168887766"])
            _ = try await world.row(callID, "lead of the ring") { $0.leadID != nil }
            try await world.portal.endCall(callID)
            let row = try await world.finished(callID)
            let right = try #require(await world.portal.snapshot.leads.first { $0.phones == [call.clientPhone] })
            #expect(row.phone == call.clientPhone && row.leadID == right.id && row.stage == "written")
        }
    }

    @Test("A foreign lead, and a deletion that did not happen, change nothing")
    func foreignLead() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let row = try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil))
            let lead = try #require(row.leadID)
            let foreign = await world.portal.addItem(.lead, fields: ["title": "Чужой", "stageId": "JUNK"])
            try await world.idle()
            let writes = await Self.writes(world)
            for (name, id) in [("ONCRMLEADUPDATE", foreign), ("ONCRMLEADDELETE", foreign), ("ONCRMLEADDELETE", lead), ("ONCRMLEADUPDATE", 999_999)] {
                await world.portal.sendEvent(name, data: ["FIELDS": ["ID": .string("\(id)")]])
            }
            try await world.idle()
            #expect(await Self.writes(world) == writes)
            #expect(await world.portal.snapshot.tasks.map(\.status) == [2])
            #expect(await world.portal.snapshot.leads.count == 2)
        }
    }

    /// Requests that change something.
    private static func writes(_ world: World) async -> Int {
        await world.portal.requests.counts.filter { [".add", ".update", ".set", ".complete", "attachTranscription", ".delete"].contains(where: $0.key.hasSuffix) }
            .values.reduce(0, +)
    }
}
