import Bitrix24
import Foundation
import Sandbox
import Storage
import Testing

@testable import CallDesk
@testable import VoiceAgent

@Suite("What a portal's plan allows", .serialized)
struct PortalPlanTests {
    @Test("An Enterprise portal is worked with at Enterprise's pace once it has been asked for its plan, another one at the smaller", arguments: [("ent250", 250.0), ("pro100", 50)])
    func learnt(_ tariff: String, _ burst: Double) async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal { $0.tariff = tariff }], clock: clock) { world in
            let row = try #require(try await world.store.portals().first)
            let budget = world.application.desk.tools.portals.budgets.budget(of: PortalKey(memberID: row.memberID, clientID: row.clientID))
            #expect(budget.burst == 50)
            // The first sweep comes a minute after the installation.
            clock.advance(by: 61)
            world.ring()
            let asked = try await Patience(limit: 60).until("sweep of the portal") { () async throws -> Int? in
                await world.portal.requests.counts["voximplant.statistic.get"]
            }
            #expect(asked > 0)
            #expect(budget.burst == burst)
            #expect(await world.portal.strictViolations == [])
        }
    }
}
