import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("A portal that does not allow everything", .serialized)
struct RefusingPortalTests {
    /// Plays a call after which somebody is to act, and checks that no job ended dead.
    private static func play(_ world: World) async throws -> (row: CallRow, snapshot: PortalSnapshot) {
        let row = try await world.settled(try world.calls.played(try world.call(.wantsPerson) { $0.name != nil }))
        try await world.idle()
        #expect(row.stage == "written")
        #expect(try await world.store.jobs(JobFilter(states: [.dead])).map(\.lastError) == [])
        #expect(await world.portal.strictViolations == [])
        return (row, await world.portal.snapshot)
    }

    private static func without(_ scope: String) -> SandboxPortalConfiguration { Edge.portal { $0.scopes.removeAll { $0 == scope } } }

    @Test("Blocks in the card are refused: a comment in the lead's timeline takes their place, once")
    func noBlocks() async throws {
        try await Edge.run([Edge.portal()]) { world in
            await world.portal.plan(PlannedFault(.refusal("ACCESS_DENIED"), method: "crm.activity.layout.blocks.set", count: 100))
            let (row, snapshot) = try await Self.play(world)
            #expect(snapshot.activity(of: row.externalID)?.layouts.isEmpty == true)
            #expect(snapshot.comments.count == 1)
            #expect(snapshot.comments.first?.owner == CRMLink(.lead, row.leadID ?? 0))
            #expect(snapshot.comments.first?.text.contains("note:\(row.externalID)") == true)
            #expect(snapshot.tasks.count == 1)
        }
    }

    @Test("Blocks and comments are refused: the task and the fields are there all the same")
    func noNotes() async throws {
        try await Edge.run([Edge.portal()]) { world in
            for method in ["crm.activity.layout.blocks.set", "crm.timeline.comment.add"] {
                await world.portal.plan(PlannedFault(.refusal("ACCESS_DENIED"), method: method, count: 100))
            }
            let (_, snapshot) = try await Self.play(world)
            #expect(snapshot.tasks.count == 1 && snapshot.leads.first?.text("name") != nil)
        }
    }

    @Test("Without the scope tasks: a task by version 2, tied to the lead and with its marker")
    func noTasksScope() async throws {
        try await Edge.run([Self.without("tasks")]) { world in
            let (row, snapshot) = try await Self.play(world)
            #expect(snapshot.tasks.map(\.crmLinks) == [["L_\(row.leadID ?? 0)"]])
            #expect(snapshot.tasks.first?.description.contains("task:\(row.externalID)") == true)
            let asked = await world.portal.requests.records.filter { $0.method == "tasks.task.add" }
            #expect(asked.map(\.version) == [2])
        }
    }

    @Test("With the scope tasks: one request of REST 3, answered once")
    func tasksScope() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let (_, snapshot) = try await Self.play(world)
            #expect(snapshot.tasks.count == 1)
            #expect(await world.portal.requests.records.filter { $0.method == "tasks.task.add" }.map(\.version) == [3])
        }
    }

    @Test("Without the scopes task and tasks: no task, but somebody is told and the call is written")
    func noTasks() async throws {
        try await Edge.run([Edge.portal { $0.scopes.removeAll { $0.hasPrefix("task") } }]) { world in
            let (row, snapshot) = try await Self.play(world)
            #expect(snapshot.tasks.isEmpty)
            #expect(snapshot.notifications.contains { $0.tag?.contains("notify-task:\(row.externalID)") == true && $0.message.contains("/crm/lead/details/") })
        }
    }

    @Test("Without the scope im: nobody is told, everything else is written")
    func noMessages() async throws {
        try await Edge.run([Self.without("im")]) { world in
            let (_, snapshot) = try await Self.play(world)
            #expect(snapshot.notifications.isEmpty && snapshot.tasks.count == 1 && snapshot.transcripts.count == 1)
        }
    }

    @Test("Without the scope disk, or the right to the file: the recording comes from the call's activity", arguments: [true, false])
    func noDisk(_ isScopeMissing: Bool) async throws {
        try await Edge.run([isScopeMissing ? Self.without("disk") : Edge.portal()]) { world in
            if !isScopeMissing { await world.portal.plan(PlannedFault(.refusal("ACCESS_DENIED"), method: "disk.file.get", count: 100)) }
            let (row, snapshot) = try await Self.play(world)
            #expect(snapshot.transcript(of: row.externalID) != nil)
        }
    }

    @Test("Without the scope user: nobody is looked up, and the call is written")
    func noUsers() async throws {
        try await Edge.run([Edge.portal { $0.scopes.removeAll { ["user", "timeman"].contains($0) } }], adjust: OperatorEdge.sales([5, 6])) { world in
            let (_, snapshot) = try await Self.play(world)
            #expect(snapshot.leads.count == 1 && snapshot.tasks.count == 1)
        }
    }

    @Test("A token that expires in the middle is renewed, and nothing is doubled")
    func expiry() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let methods = ["voximplant.statistic.get", "telephony.call.attachTranscription", "tasks.task.add"]
            let expired = Once(methods)
            await world.portal.onRequest { [portal = world.portal] record, moment in
                if moment == .beforeExecuting, expired.take(record.method) { await portal.expireAccessTokens() }
            }
            let (_, snapshot) = try await Self.play(world)
            #expect(expired.isEmpty, "every planned moment came")
            #expect(snapshot.leads.count == 1 && snapshot.transcripts.count == 1 && snapshot.tasks.count == 1)
            #expect(await world.portal.requests.counts["oauth"] ?? 0 >= methods.count)
        }
    }

    @Test("Over the request limit: what was refused is sent again, and nothing is doubled")
    func queryLimit() async throws {
        try await Edge.run([Edge.portal()]) { world in
            for method in ["telephony.call.attachTranscription", "tasks.task.add"] {
                await world.portal.plan(PlannedFault(.queryLimit, method: method))
            }
            let (_, snapshot) = try await Self.play(world)
            #expect(snapshot.leads.count == 1 && snapshot.transcripts.count == 1 && snapshot.tasks.count == 1)
            #expect(await world.portal.requests.records.count { $0.errorCode == "QUERY_LIMIT_EXCEEDED" } == 2)
        }
    }
}
