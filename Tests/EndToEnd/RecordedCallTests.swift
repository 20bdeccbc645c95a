import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Every kind of recorded call, from the first ring to the CRM, over real sockets.
@Suite("A recorded call becomes CRM facts")
struct RecordedCallTests {
    private static let usualSeeds: ClosedRange<UInt64> = 1...5
    private static let longSeeds: ClosedRange<UInt64> = 1...40

    /// Five seeds of every kind (forty in long tests), and one nobody has seen, which is printed.
    private static func seeds() -> [UInt64] {
        let unseen = UInt64.random(in: 1_000...1_000_000)
        print("recorded calls: unseen seed \(unseen)")
        return (LongTests.areWanted ? longSeeds : usualSeeds) + [unseen]
    }

    @Test("Every kind of call ends with the lead, transcript, fields, task and notification that its conversation calls for")
    func everyKind() async throws {
        let seeds = Self.seeds()
        let kinds = CallKind.allCases
        try await World.run(SandboxPortalConfiguration.several(kinds.count)) { world in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (kind, portal) in zip(kinds, world.portals) {
                    group.addTask {
                        for seed in seeds { try await Self.play(kind, seed: seed, portal, world) }
                        let violations = await portal.strictViolations
                        #expect(violations.isEmpty, "\(kind): \(violations)")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static func play(_ kind: CallKind, seed: UInt64, _ portal: SandboxPortal, _ world: World) async throws {
        let call = try world.calls.madeUp(kind, seed: seed)
        let label = "\(kind.rawValue) seed \(seed)"
        if kind == .knownClient { await portal.addItem(.contact, fields: ["name": "Клиент", "assignedById": 6], phones: [call.clientPhone]) }
        let callID = try await portal.receiveLastingCall(try world.calls.played(call))
        let row = try await world.finished(callID)
        let check = CallCheck(label: label, call: call, catalogue: world.calls.grammar.catalogue, row: row, snapshot: await portal.snapshot)
        check.client()
        check.transcript()
        check.card()
        check.fields()
        check.handoff()
    }

    @Test("A call that is over before its lead could be made gets its summary as a comment of the lead")
    func shortCall() async throws {
        try await World.run { world in
            let call = try world.calls.madeUp(.wantsPerson, seed: 21)
            let row = try await world.finished(try await world.portal.receiveCall(try world.calls.played(call)))
            let snapshot = await world.portal.snapshot
            #expect(snapshot.activities.isEmpty, "the portal ties a call to no card when it ends before there is one")
            #expect(snapshot.leads.map(\.id) == [row.leadID])
            #expect(snapshot.comments.filter { $0.text.contains("note:\(row.externalID)") }.count == 1)
            #expect(snapshot.tasks.count == 1)
        }
    }
}

/// Runs that take more than a developer waits for.
enum LongTests {
    static let areWanted = ProcessInfo.processInfo.environment["VOICE_AGENT_LONG_TESTS"] == "1"
}
