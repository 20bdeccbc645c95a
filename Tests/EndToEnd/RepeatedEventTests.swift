import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("Copies of events do nothing twice")
struct RepeatedEventTests {
    @Test("Every event of a call five times, in both directions, leaves one lead, one transcript, one task, one summary")
    func fiveTimes() async throws {
        try await World.run { world in
            let call = try world.madeUp(.wantsPerson, seed: 11)
            let callID = try await world.portal.receiveLastingCall(try world.played(call), during: { _ in
                for round in 0..<4 { await world.portal.repeatLastEvents(3, reversed: round.isMultiple(of: 2)) }
            })
            _ = try await world.finished(callID)
            await world.portal.repeatLastEvents(15, reversed: true)
            try await world.idle()
            let snapshot = await world.portal.snapshot
            #expect(snapshot.leads.count == 1)
            #expect(snapshot.transcripts.count == 1)
            #expect(snapshot.tasks.count == 1)
            #expect(snapshot.activities.map(\.layouts.count) == [1])
        }
    }

    @Test("Two calls of one number at the same moment share one lead")
    func twoCallsAtOnce() async throws {
        try await World.run { world in
            let first = try world.madeUp(.newClient, seed: 12)
            let one = try world.played(first)
            async let left = world.portal.receiveCall(one)
            async let right = world.portal.receiveCall(one)
            for id in try await [left, right] { _ = try await world.finished(id) }
            #expect(await world.portal.snapshot.leads.count == 1)
        }
    }

    @Test("A lead that the portal's own line has just made is adopted")
    func portalsOwnLead() async throws {
        var configuration = SandboxPortalConfiguration()
        configuration.portalMakesLeads = true
        try await World.run([configuration]) { world in
            let call = try world.madeUp(.newClient, seed: 13)
            let row = try await world.finished(try await world.portal.receiveCall(try world.played(call)))
            let leads = await world.portal.snapshot.leads
            #expect(leads.count == 1)
            #expect(row.leadID == leads.first?.id)
        }
    }

    @Test("A lead that the portal's own line makes only after our first look-up is waited for and adopted", arguments: [false, true])
    func portalsLateLead(_ isMissed: Bool) async throws {
        let portal = Edge.portal {
            $0.portalMakesLeads = true
            $0.portalLeadSearches = 1
        }
        try await Edge.run([portal]) { world in
            let call = isMissed ? PortalCall(clientPhone: "+79161112233", answeredBy: nil) : try world.played(try world.call(.newClient))
            let row = try await world.settled(call)
            let leads = await world.portal.snapshot.leads
            #expect(leads.map(\.id) == [row.leadID])
            #expect(leads.first?.text("originatorId") == nil, "it is the portal's own")
        }
    }

    @Test("A lead that the portal made and its search does not show yet is adopted from the statistics")
    func portalsHiddenLead() async throws {
        let portal = Edge.portal {
            $0.portalMakesLeads = true
            $0.portalLeadsAreFound = false
        }
        try await Edge.run([portal]) { world in
            // The ring was lost, as when the server was down: the end is the first that is heard of the call.
            await world.portal.loseEvents(true)
            let callID = try await world.portal.startCall(PortalCall(clientPhone: "+79161112233", answeredBy: nil))
            await world.portal.loseEvents(false)
            try await world.portal.endCall(callID)
            let row = try await world.finished(callID)
            #expect(await world.portal.snapshot.leads.map(\.id) == [row.leadID])
        }
    }

    @Test("In simple mode the lead becomes a deal, and everything goes to the deal")
    func simpleMode() async throws {
        var configuration = SandboxPortalConfiguration()
        configuration.crmMode = .simple
        try await World.run([configuration]) { world in
            let call = try world.madeUp(.wantsPerson, seed: 14)
            let row = try await world.finished(try await world.portal.receiveCall(try world.played(call)))
            let snapshot = await world.portal.snapshot
            #expect(snapshot.deals.count == 1)
            #expect(row.dealID == snapshot.deals.first?.id)
            #expect(snapshot.tasks.first?.crmLinks.contains("D_\(row.dealID ?? 0)") == true)
        }
    }
}
