import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Every write of flow B meets every mishap once; after the recovery the portal holds each thing once.
@Suite("A write whose answer is lost is neither lost nor doubled", .serialized)
struct WriteFaultTests {
    private static let kinds: [PlannedFault.Kind] = [.fail500BeforeExecuting, .fail500AfterExecuting, .cutBeforeExecuting, .cutAfterExecuting, .html]

    /// One write: its method, and what the portal must be like for it to be made.
    private struct Write: Sendable {
        let method: String
        var hasTasksScope = true
        var refusesBlocks = false
    }

    private static let writes = [
        Write(method: "crm.item.add"), Write(method: "im.notify.system.add"), Write(method: "telephony.call.attachTranscription"),
        Write(method: "crm.activity.layout.blocks.set"), Write(method: "crm.item.update"), Write(method: "tasks.task.add"),
        Write(method: "tasks.task.add", hasTasksScope: false), Write(method: "crm.timeline.comment.add", refusesBlocks: true),
    ]

    @Test("One lead, transcript, note, task and notification whatever befell the write", arguments: kinds)
    func recovered(_ kind: PlannedFault.Kind) async throws {
        let portals = zip(Self.writes, SandboxPortalConfiguration.several(Self.writes.count)).map { write, configuration in
            var configuration = configuration
            configuration.bucketDrain = 1000
            configuration.bucketBurst = 1000
            if !write.hasTasksScope { configuration.scopes.removeAll { $0 == "tasks" } }
            return configuration
        }
        try await Edge.run(portals) { world in
            let call = try world.call(.wantsPerson) { $0.name != nil }
            let played = try world.calls.played(call)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (write, portal) in zip(Self.writes, world.portals) {
                    group.addTask { try await Self.play(played, write, kind, portal, world) }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("A card that holds everything after a lost answer leaves no write open", arguments: [PlannedFault.Kind.fail500AfterExecuting, .cutAfterExecuting])
    func settled(_ kind: PlannedFault.Kind) async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient) { $0.name != nil }
            await world.portal.addItem(.lead, fields: ["title": "Своя", "assignedById": 6], phones: [call.clientPhone])
            await world.portal.plan(PlannedFault(kind, method: "crm.item.update"))
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.stage == "written")
            let portalID = try #require(row.portalID)
            let fields = try await world.store.effect(portalID: portalID, marker: "fields:\(row.externalID)")
            #expect(fields?.state == .done && fields?.remoteID == row.leadID.map(String.init))
            #expect(await world.portal.requests.records.count { $0.method == "crm.item.update" } == 1, "nothing is written twice")
            #expect(try await world.store.unresolvedEffects().map(\.kind) == [])
        }
    }

    @Test("A portal without the currency takes everything but the sum")
    func noCurrency() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let call = try world.call(.newClient) { $0.name != nil && $0.budget != nil }
            await world.portal.addItem(.lead, fields: ["title": "Своя", "assignedById": 6], phones: [call.clientPhone])
            await world.portal.plan(PlannedFault(.refusal("INVALID_ARG_VALUE"), method: "crm.item.update"))
            let row = try await world.settled(try world.calls.played(call))
            #expect(row.stage == "written")
            let lead = try #require(await world.portal.snapshot.leads.first)
            #expect(lead.text("name") != nil && lead.fields["opportunity"]?.double ?? 0 == 0)
        }
    }

    private static func play(_ call: PortalCall, _ write: Write, _ kind: PlannedFault.Kind, _ portal: SandboxPortal, _ world: World) async throws {
        if write.refusesBlocks { await portal.plan(PlannedFault(.refusal("ACCESS_DENIED"), method: "crm.activity.layout.blocks.set", count: 100)) }
        await portal.plan(PlannedFault(kind, method: write.method))
        let row = try await world.settled(call, on: portal)
        let label = "\(write.method) \(kind)" + (write.hasTasksScope ? "" : " without REST 3")
        let snapshot = await portal.snapshot
        #expect(row.stage == "written", "\(label)")
        #expect(snapshot.leads.count == 1, "\(label): \(snapshot.leads.count) leads")
        #expect(snapshot.leads.first?.text("name") != nil, "\(label): the name is filled in")
        #expect(snapshot.transcripts.count == 1, "\(label): \(snapshot.transcripts.count) transcripts")
        #expect(snapshot.tasks.count == 1, "\(label): \(snapshot.tasks.count) tasks")
        #expect(snapshot.activity(of: row.externalID)?.layouts.count == (write.refusesBlocks ? 0 : 1), "\(label): blocks")
        #expect(snapshot.comments.count == (write.refusesBlocks ? 1 : 0), "\(label): \(snapshot.comments.count) comments")
        for tag in ["notify-lead:\(row.externalID)", "notify-task:\(row.externalID)"] {
            #expect(snapshot.notifications.count { $0.tag?.contains(tag) == true } == 1, "\(label): \(tag)")
        }
        #expect(await portal.requests.records.contains { $0.method == write.method && !$0.isExecuted || $0.status == 500 || $0.status == 0 }, "\(label): it met its mishap")
        #expect(await portal.strictViolations == [], "\(label)")
    }
}
