import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("A lead that another program asks for", .serialized)
struct AskedLeadTests {
    private static func request(_ title: String = "Заявка") throws -> LeadRequest {
        try LeadRequest(title: title, name: "Иван", phone: "+79991234567", email: nil, comment: nil)
    }

    @Test("When the new lead cannot be read, the same request again answers the same lead", arguments: [nil, "order-1"])
    func unread(_ key: String?) async throws {
        try await Edge.run([Edge.portal()]) { world in
            let leads = world.application.desk.leads
            await world.portal.plan(PlannedFault(.cutBeforeExecuting, method: "crm.item.get"))
            let wanted = try Self.request()
            let problem = await #expect(throws: LeadDesk.Problem.self) { try await leads.create(wanted, key: key, member: nil) }
            guard case .tryLater? = problem else { return #expect(Bool(false), "the caller is to ask again") }
            let made = try #require(await world.portal.snapshot.leads.first)
            let (lead, replayed) = try await leads.create(wanted, key: key, member: nil)
            #expect(lead.id == made.id && replayed)
            #expect(await world.portal.snapshot.leads.count == 1)
        }
    }

    @Test("A body that comes again after its minute is another lead, a key after its day, and a key with another body is refused")
    func later() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], clock: clock) { world in
            let leads = world.application.desk.leads
            await world.portal.plan(PlannedFault(.cutBeforeExecuting, method: "crm.item.get", count: 2))
            let wanted = try Self.request()
            for key in [nil, "order-1"] { _ = try? await leads.create(wanted, key: key, member: nil) }
            let other = try Self.request("Другая")
            let problem = await #expect(throws: LeadDesk.Problem.self) { try await leads.create(other, key: "order-1", member: nil) }
            guard case .keyReused? = problem else { return #expect(Bool(false), "the key was used with another body") }
            clock.advance(by: LeadDesk.repeatWindow + 1)
            #expect(try await leads.create(wanted, key: nil, member: nil).replayed == false)
            #expect(try await leads.create(wanted, key: "order-1", member: nil).replayed)
            #expect(await world.portal.snapshot.leads.count == 3)
            clock.advance(by: LeadDesk.keyLifetime + 1)
            #expect(try await leads.create(wanted, key: "order-1", member: nil).replayed == false)
            #expect(await world.portal.snapshot.leads.count == 4)
        }
    }
}
