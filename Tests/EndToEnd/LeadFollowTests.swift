import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// What people do with a lead, told by the portal's events, reaches the task that a call has opened for it.
@Suite("Our task follows its lead")
struct LeadFollowTests {
    /// The portal's state of a completed task.
    private static let completed = 5

    @Test("A lead that reached a final stage completes its open task", arguments: ["JUNK", "CONVERTED"])
    func closed(_ stage: String) async throws {
        try await World.run { world in
            let (lead, task) = try await opened(seed: 41, world)
            #expect(await world.portal.changeLead(lead, stage: stage, by: 6))
            try await landed(world, "completed task") { $0.status == Self.completed }
            try await world.idle()
            // The lead is touched again: the task was completed once.
            #expect(await world.portal.changeLead(lead, assigned: 6, by: 6))
            try await world.idle()
            #expect(await completions(of: task, world) == 1)
        }
    }

    @Test("A lead that moves to another stage in work leaves its task open")
    func stillOpen() async throws {
        try await World.run { world in
            let (lead, task) = try await opened(seed: 42, world)
            #expect(await world.portal.changeLead(lead, stage: "IN_PROCESS", by: 6))
            try await world.idle()
            let after = try #require(await world.portal.snapshot.tasks.first)
            #expect(after.status == task.status)
            #expect(after.responsible == task.responsible)
        }
    }

    @Test("A lead that got another responsible takes its task along, there and back")
    func moved() async throws {
        try await World.run { world in
            let (lead, task) = try await opened(seed: 43, world)
            let other = task.responsible == 6 ? 5 : 6
            for owner in [other, task.responsible, other] {
                #expect(await world.portal.changeLead(lead, assigned: owner, by: 1))
                try await landed(world, "moved task") { $0.responsible == owner }
                try await world.idle()
            }
            #expect(await world.portal.snapshot.tasks.first?.status == task.status)
        }
    }

    @Test("A deleted lead completes its task and ends the work on its calls")
    func deleted() async throws {
        try await World.run { world in
            let (lead, _) = try await opened(seed: 44, world)
            // A second call of the client waits for its recording.
            let call = try world.madeUp(.wantsPerson, seed: 44)
            let waiting = try await world.portal.receiveCall(try world.played(call, readsBeforeReady: nil))
            _ = try await Patience(limit: 60).until("call that waits for its recording") {
                try await jobs(of: waiting, world).contains { $0.state == .ready && $0.lastError != nil || $0.runAt > Date() } ? true : nil
            }
            await world.portal.deleteLead(lead, by: 1)
            try await landed(world, "completed task") { $0.status == Self.completed }
            _ = try await Patience(limit: 60).until("end of the call's job") { try await jobs(of: waiting, world).allSatisfy { $0.state == .ended } ? true : nil }
            #expect(await world.portal.snapshot.leads.isEmpty)
            #expect(await world.portal.snapshot.tasks.count == 1)
        }
    }

    @Test("A lead that got another responsible while its recording was awaited: the task is that person's")
    func movedMeanwhile() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: ["RECORDING_POLL": "50ms,50ms,1h"], clock: clock) { world in
            let callID = try await world.ring(try world.played(try world.call(.wantsPerson), readsBeforeReady: nil))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(1800))
            let lead = try #require(await world.portal.snapshot.leads.first)
            #expect(lead.int("assignedById") == 5)
            await world.portal.changeLead(lead.id, assigned: 6, by: 1)
            try await world.quiet()
            await world.portal.publishRecording(callID)
            #expect(try await world.finished(callID).responsibleID == 6)
            let snapshot = await world.portal.snapshot
            #expect(snapshot.tasks.map(\.responsible) == [6])
            #expect(snapshot.notifications.filter { $0.tag?.contains("notify-task:") == true }.map(\.userID) == [6])
        }
    }

    @Test("A lead that got another responsible while its task was being made takes the task along")
    func movedInBetween() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let portal = world.portal
            await portal.onRequest { record, moment in
                guard record.method == "tasks.task.add", moment == .beforeExecuting, let lead = await portal.snapshot.leads.first else { return }
                await portal.changeLead(lead.id, assigned: 6, by: 1)
                // The change is told and read before the task is there to follow it.
                await portal.settleEvents()
                _ = try? await Patience(limit: 60).until("look at the changed lead") { () async throws -> Bool? in
                    let jobs = try await world.store.jobs(JobFilter(states: [.ready, .leased])).map(\.kind)
                    return jobs.contains(JobKind.event.rawValue) || jobs.contains(JobKind.leadFollow.rawValue) ? nil : true
                }
            }
            _ = try await world.settled(try world.played(try world.call(.wantsPerson)))
            await portal.onRequest(nil)
            try await landed(world, "moved task") { $0.responsible == 6 }
        }
    }

    @Test("A lead deleted while the phone rings: a copy of the call's end takes nothing up again")
    func deletedWhileRinging() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let portal = world.portal
            let call = try world.call(.wantsPerson)
            let callID = try await portal.receiveCall(try world.played(call)) { phase, callID in
                guard phase == .rang, let lead = try await world.row(callID, "lead of the ring", { $0.leadID != nil }).leadID else { return }
                try await world.idle()
                await portal.deleteLead(lead, by: 1)
                #expect(try await world.finished(callID).stage == "dropped")
            }
            try await world.idle()
            let end: JSON = ["CALL_ID": .string(callID), "CALL_TYPE": "2", "PHONE_NUMBER": .string(call.clientPhone), "CALL_DURATION": "9"]
            for _ in 0..<2 { await portal.sendEvent("ONVOXIMPLANTCALLEND", data: end) }
            try await world.idle()
            #expect(try await world.finished(callID).stage == "dropped")
            let snapshot = await portal.snapshot
            #expect(snapshot.leads.isEmpty && snapshot.tasks.isEmpty && snapshot.transcripts.isEmpty)
        }
    }

    @Test("A deletion whose event was lost: no task is bound to the deleted lead")
    func deletedUnheard() async throws {
        try await Edge.run([Edge.portal()]) { world in
            await world.portal.onRequest { record, moment in
                guard record.method == "voximplant.statistic.get", moment == .beforeExecuting else { return }
                await world.portal.loseEvents(true)
                for lead in await world.portal.snapshot.leads { await world.portal.deleteLead(lead.id) }
                await world.portal.loseEvents(false)
            }
            let row = try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil))
            #expect(row.stage == "missed")
            #expect(await world.portal.snapshot.tasks.isEmpty)
        }
    }

    @Test("In simple mode the task follows the deal: another owner gets it, and a closed deal completes it", arguments: ["WON", "LOSE", "deleted"])
    func deal(_ end: String) async throws {
        try await Edge.run([Edge.portal { $0.crmMode = .simple }]) { world in
            let row = try await world.finished(try await world.portal.receiveLastingCall(try world.played(try world.call(.wantsPerson))))
            try await world.idle()
            let deal = try #require(row.dealID)
            #expect(await world.portal.snapshot.tasks.map(\.status) == [2])
            await world.portal.changeItem(.deal, deal, fields: ["assignedById": 6, "stageId": "EXECUTING"])
            try await landed(world, "moved task") { $0.responsible == 6 }
            try await world.idle()
            #expect(await world.portal.snapshot.tasks.map(\.status) == [2])
            if end == "deleted" { await world.portal.deleteDeal(deal) } else { await world.portal.changeItem(.deal, deal, fields: ["stageId": .string(end)]) }
            try await landed(world, "completed task") { $0.status == Self.completed }
        }
    }

    /// Plays a call of a new client who wants a person.
    private func opened(seed: UInt64, _ world: World) async throws -> (lead: Int, task: PortalTask) {
        let call = try world.madeUp(.wantsPerson, seed: seed)
        let row = try await world.finished(try await world.portal.receiveLastingCall(try world.played(call)))
        try await world.idle()
        let task = try #require(await world.portal.snapshot.tasks.first)
        #expect(task.status == 2)
        return (try #require(row.leadID), task)
    }

    private func landed(_ world: World, _ what: String, _ test: @escaping @Sendable (PortalTask) -> Bool) async throws {
        _ = try await Patience(limit: 60).until(what) { await world.portal.snapshot.tasks.first.map(test) == true ? true : nil }
    }

    private func completions(of task: PortalTask, _ world: World) async -> Int {
        await world.portal.requests.records.count { $0.method == "tasks.task.complete" && $0.isExecuted }
    }

    private func jobs(of callID: String, _ world: World) async throws -> [JobRow] {
        try await world.store.jobs(JobFilter(kind: JobKind.callRecord.rawValue, limit: 500)).filter { $0.key == callID }
    }
}
