import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("A call that is given up", .serialized)
struct LostCallTests {
    @Test("Recognisers that fail are waited for over a day; then the people are told once, and a retry still brings the call to its end")
    func outage() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], clock: clock) { world in
            world.speech.plan { $0.always(.overloaded, of: .transcriptions) }
            let callID = try await world.ring(try world.calls.played(try world.call(.newClient)))
            let waiting = try await Self.job(of: callID, world) { $0.state == .ready && $0.lastError?.contains("ASR_PROVIDERS") == true }
            #expect(waiting.attempts == 0)
            #expect(await Self.losses(world).isEmpty)
            for _ in 1...2 {
                clock.advance(by: 25 * 3600)
                world.ring()
                let dead = try await Self.job(of: callID, world) { $0.state == .dead }
                let lost = try await world.row(callID, "outcome of the lost call") { $0.outcome == "lost" }
                try await world.idle()
                #expect(lost.stage == "fetched")
                let losses = await Self.losses(world)
                let told = try #require(losses.first)
                #expect(losses.count == 1)
                #expect(told.userID == lost.responsibleID && told.message.contains("jobs retry \(dead.id)") && told.message.contains("ASR_PROVIDERS"))
                #expect(await world.portal.snapshot.card(of: callID).contains("пока не разобран"))
                // Still out of order: whoever retries waits a day again, and is not told again.
                #expect(try await world.store.retryJob(id: dead.id))
                world.ring()
                _ = try await Self.job(of: callID, world) { $0.state == .ready && $0.runAt > clock.now() }
            }
            world.speech.plan { $0.clear() }
            // The breaker opens by the real clock, so the retries go on until it has.
            let row = try await Patience(limit: 120, pause: 500).until("final record of the retried call") { () async throws -> CallRow? in
                clock.advance(by: 300)
                world.ring()
                return try await world.store.calls(portalID: waiting.portalID).first { $0.externalID == callID && $0.callStage.isFinal }
            }
            #expect(row.stage == "written")
            let card = await world.portal.snapshot.card(of: callID)
            #expect(!card.contains("пока не разобран") && card.contains("Расшифровка"))
            #expect(await world.portal.snapshot.transcript(of: callID) != nil)
        }
    }

    private static func job(of callID: String, _ world: World, _ isWanted: @Sendable (JobRow) -> Bool) async throws -> JobRow {
        try await Patience(limit: 120).until("state of the call's job") { () async throws -> JobRow? in
            try await world.store.jobs(JobFilter(kind: JobKind.callRecord.rawValue)).first { $0.key == callID && isWanted($0) }
        }
    }

    private static func losses(_ world: World) async -> [PortalNotification] {
        await world.portal.snapshot.notifications.filter { $0.tag?.contains("notify-lost:") == true }
    }
}
