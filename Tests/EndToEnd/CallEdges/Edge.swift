import CallDesk
import Foundation
import Sandbox
import Storage

@testable import VoiceAgent

/// What the tests of unusual calls share.
enum Edge {
    /// A world in which nothing waits longer than it must.
    static func run<T: Sendable>(
        _ portals: [SandboxPortalConfiguration] = [SandboxPortalConfiguration()], settings: [String: String] = [:], isInstalled: Bool = true,
        clock: MovableClock = MovableClock(), adjust: @escaping @Sendable (inout Settings) -> Void = { _ in }, _ body: @Sendable (World) async throws -> T
    ) async throws -> T {
        try await World.run(
            portals, settings: ["EFFECT_UNKNOWN_WAIT": "300ms"].merging(settings) { $1 }, isInstalled: isInstalled, now: clock.now,
            adjust: { settings in
                settings.limits.portalLeadGrace = 0.2
                adjust(&settings)
            }, body)
    }

    /// A portal that may be asked as often as tests like.
    static func portal(_ change: (inout SandboxPortalConfiguration) -> Void = { _ in }) -> SandboxPortalConfiguration {
        var configuration = SandboxPortalConfiguration()
        configuration.bucketDrain = 1000
        configuration.bucketBurst = 1000
        change(&configuration)
        return configuration
    }
}

extension World {
    /// The first made-up call of a kind that tells what the test needs.
    func call(_ kind: CallKind, where fits: (CallTruth) -> Bool = { _ in true }) throws -> RecordedCall {
        for seed in UInt64(1)...300 where fits(calls.grammar.call(kind, seed: seed).truth) { return try calls.madeUp(kind, seed: seed) }
        throw Failure("no \(kind.rawValue) call tells what this test needs")
    }

    /// Plays a call whose client is known to the server before anybody picks up, as with people, who take longer than that.
    /// - Returns: the call's final record.
    func settled(_ call: PortalCall, on portal: SandboxPortal? = nil) async throws -> CallRow { try await finished(try await ring(call, on: portal)) }

    /// Plays a call to its end.
    /// - Returns: CALL_ID.
    func ring(_ call: PortalCall, on portal: SandboxPortal? = nil) async throws -> String {
        try await (portal ?? self.portal).receiveCall(call) { phase, callID in
            guard phase == .rang, call.direction == .incoming else { return }
            _ = try await self.row(callID, "client of the ringing call") { $0.entityID != nil }
        }
    }

    /// Waits until the call's row is as wanted.
    func row(_ callID: String, _ what: String, _ isWanted: @Sendable (CallRow) -> Bool) async throws -> CallRow {
        try await Patience(limit: 120).until(what) { () async throws -> CallRow? in
            for portal in try await store.portals() {
                if let call = try await store.call(portalID: portal.id, externalID: callID), isWanted(call) { return call }
            }
            return nil
        }
    }

    /// Waits until the call's job sleeps until it is woken or its time comes.
    func asleep(_ callID: String, past moment: Date) async throws {
        _ = try await Patience(limit: 120).until("wait for the recording") { () async throws -> Bool? in
            let jobs = try await store.jobs(JobFilter(states: [.ready], kind: JobKind.callRecord.rawValue))
            return jobs.contains { $0.key == callID && $0.runAt > moment } ? true : nil
        }
    }

    /// Waits until everything that events have asked for is done, whatever waits for recordings.
    func quiet() async throws {
        let awaited: Set<String> = [JobKind.event.rawValue, JobKind.leadFollow.rawValue, JobKind.dealFollow.rawValue, JobKind.callStart.rawValue]
        _ = try await Patience(limit: 120).until("end of what events asked for") { () async throws -> Bool? in
            for portal in portals { await portal.settleEvents() }
            return try await store.jobs(JobFilter(states: [.ready, .leased], limit: 500)).contains { awaited.contains($0.kind) } ? nil : true
        }
    }

    /// Lets the job runner look at the clock.
    func ring() { application.desk.runner.ring() }
}

extension PortalSnapshot {
    /// All that our app wrote into a call's card, as one text.
    func card(of callID: String) -> String { activity(of: callID)?.layouts.values.map(\.encodedText).joined() ?? "" }
}
