import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Every kind of recorded call, from the first ring to the CRM, over real sockets.
@Suite("A recorded call becomes CRM facts")
struct RecordedCallTests {
    /// Five seeds of every kind, and one nobody has seen, which is printed.
    private static func seeds() -> [UInt64] {
        let unseen = UInt64.random(in: 1_000...1_000_000)
        print("recorded calls: unseen seed \(unseen)")
        return [1, 2, 3, 4, 5, unseen]
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
        let call = try world.madeUp(kind, seed: seed)
        let label = "\(kind.rawValue) seed \(seed)"
        if kind == .knownClient { _ = await portal.addItem(.contact, fields: ["name": "Клиент", "assignedById": 6], phones: [call.clientPhone]) }
        let callID = try await portal.receiveCall(try world.played(call))
        let row = try await world.finished(callID)
        let check = CallCheck(label: label, call: call, row: row, snapshot: await portal.snapshot)
        check.client()
        check.transcript()
        check.card()
        check.fields()
        check.handoff()
    }
}
