import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("An uninstalled app is believed to be so when its tokens are dead", .serialized)
struct UninstallTests {
    private static let notice: JSON = ["LANGUAGE_ID": "ru", "CLEAN": "1"]

    @Test("A forged uninstall changes nothing: the portal still takes the app's tokens, renewed if need be", arguments: [false, true])
    func forged(_ isExpired: Bool) async throws {
        try await Edge.run([Edge.portal()]) { world in
            if isExpired { await world.portal.expireAccessTokens() }
            await world.portal.sendEvent("ONAPPUNINSTALL", data: Self.notice, actor: 5)
            try await world.idle()
            #expect(try await Self.lastEventJob(world).state == .ignored)
            #expect(try await world.store.portals().map(\.status) == [.active])
            #expect(try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil)).stage == "missed")
        }
    }

    @Test("A real uninstall ends the work with the portal, until the app is installed again")
    func real() async throws {
        try await Edge.run([Edge.portal()]) { world in
            await world.portal.uninstallApp()
            // Another job of the portal meets the dead tokens at the same time.
            try await world.application.desk.prepare()
            world.ring()
            try await world.idle()
            #expect(try await world.store.portals().map(\.status) == [.uninstalled])
            try await world.install(world.portal)
            #expect(try await world.store.portals().map(\.status) == [.active])
            #expect(try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil)).stage == "missed")
        }
    }

    @Test("A portal that does not answer is asked again later, and believed then", arguments: [false, true])
    func unreachable(_ isReal: Bool) async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], clock: clock) { world in
            // The first sweep asks for the portal's plan in the same way; the fault is not for it.
            _ = try await Patience(limit: 60).until("look at the portal's plan") { await Self.looks(world) == 1 ? true : nil }
            await world.portal.plan(PlannedFault(.fail500BeforeExecuting, method: "app.info", count: 1))
            if isReal { await world.portal.uninstallApp() } else { await world.portal.sendEvent("ONAPPUNINSTALL", data: Self.notice) }
            _ = try await Patience(limit: 60).until("failed look at the portal") { try await Self.lastEventJob(world).lastError }
            clock.advance(by: 3600)
            world.ring()
            try await world.idle()
            #expect(try await Self.lastEventJob(world).state == (isReal ? .done : .ignored))
            #expect(try await world.store.portals().map(\.status) == [isReal ? .uninstalled : .active])
            #expect(await Self.looks(world) >= 3)
        }
    }

    private static func looks(_ world: World) async -> Int { await world.portal.requests.records.count { $0.method == "app.info" } }

    private static func lastEventJob(_ world: World) async throws -> JobRow {
        try #require(try await world.store.jobs(JobFilter(kind: JobKind.event.rawValue)).max { $0.id < $1.id })
    }
}
