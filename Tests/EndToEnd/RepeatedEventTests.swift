import CallDesk
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

    /// Fixed seeds (more of them in long tests), and one nobody has seen, which is printed.
    private static func seeds() -> [UInt64] {
        let unseen = UInt64.random(in: 1_000...1_000_000)
        print("shuffled events: unseen seed \(unseen)")
        return (1...(LongTests.areWanted ? 40 : 6)) + [unseen]
    }

    @Test("Every event of a call five times, in random orders, leaves one lead, one transcript, one task, one summary")
    func shuffled() async throws {
        let seeds = Self.seeds()
        let portals = SandboxPortalConfiguration.several(seeds.count).map { portal in
            var portal = portal
            (portal.bucketDrain, portal.bucketBurst) = (1000, 1000)
            return portal
        }
        try await Edge.run(portals) { world in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (seed, portal) in zip(seeds, world.portals) { group.addTask { try await Self.play(shuffledBy: seed, portal, world) } }
                try await group.waitForAll()
            }
        }
    }

    /// The events of the call itself come late and all at once, mixed by the seed; what the portal tells of it later is then repeated in another order.
    private static func play(shuffledBy seed: UInt64, _ portal: SandboxPortal, _ world: World) async throws {
        var random = CallRandom(seed: seed)
        let call = try world.madeUp(.wantsPerson, seed: 15)
        await portal.loseEvents(true)
        let callID = try await portal.receiveCall(try world.played(call))
        await portal.loseEvents(false)
        let ring: JSON = ["CALL_ID": .string(callID), "CALL_TYPE": "2", "PHONE_NUMBER": "+74950000000", "CALLER_ID": .string(call.clientPhone)]
        let answer: JSON = ["CALL_ID": .string(callID), "USER_ID": "5"]
        let end: JSON = ["CALL_ID": .string(callID), "CALL_TYPE": "2", "PHONE_NUMBER": .string(call.clientPhone), "CALL_DURATION": "40"]
        let events = [("ONVOXIMPLANTCALLINIT", ring), ("ONVOXIMPLANTCALLSTART", answer), ("ONVOXIMPLANTCALLEND", end)]
        for (name, data) in Array(repeating: events, count: 5).joined().shuffled(using: &random) {
            // Half of the copies are the same to the byte, half have tokens of their own, as different handlers would get.
            let earlier = await portal.sentEvents.first { $0.name == name }
            if let earlier, random.chance(0.5) { await portal.repeatEvent(earlier.number) } else { await portal.sendEvent(name, data: data, actor: 5) }
        }
        _ = try await world.finished(callID)
        await portal.settleEvents()
        let numbers = await portal.sentEvents.map(\.number)
        for number in Array(repeating: numbers, count: 4).joined().shuffled(using: &random) { await portal.repeatEvent(number) }
        try await world.idle()
        await expectOnce(callID, call, portal, "seed \(seed)")
    }

    private static func expectOnce(_ callID: String, _ call: RecordedCall, _ portal: SandboxPortal, _ label: Comment) async {
        let snapshot = await portal.snapshot
        #expect(snapshot.leads.map(\.phones) == [[call.clientPhone]], label)
        #expect(snapshot.transcripts.map(\.callID) == [callID], label)
        #expect(snapshot.tasks.map(\.responsible) == [5], label)
        // A call that ended while no lead was there has no card; its summary is a comment of the lead.
        let blocks = snapshot.activity(of: callID)?.layouts.count ?? 0
        #expect(blocks + snapshot.comments.count { $0.text.contains("note:\(callID)") } == 1, label)
        for tag in ["notify-lead:", "notify-task:"] { #expect(snapshot.notifications.count { $0.tag?.contains(tag) == true } == 1, label) }
        #expect(await portal.strictViolations == [], label)
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
        let clock = MovableClock()
        try await Edge.run([portal], clock: clock, adjust: { $0.limits.portalLeadGrace = 1800 }) { world in
            let call = isMissed ? PortalCall(clientPhone: "+79161112233", answeredBy: nil) : try world.played(try world.call(.newClient))
            let callID = try await world.portal.startCall(call)
            _ = try await Patience(limit: 60).until("wait for the portal's own lead") { () async throws -> Bool? in
                let waiting = try await world.store.jobs(JobFilter(states: [.ready], kind: JobKind.callStart.rawValue))
                return waiting.contains { $0.key == callID && $0.runAt > clock.now().addingTimeInterval(900) } ? true : nil
            }
            clock.advance(by: 1801)
            world.ring()
            _ = try await world.row(callID, "client of the ringing call") { $0.entityID != nil }
            try await world.portal.endCall(callID)
            let row = try await world.finished(callID)
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
