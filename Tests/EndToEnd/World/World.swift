import CallDesk
import Foundation
import Sandbox
import Storage

@testable import VoiceAgent

/// Stand-in portals and services, and the whole server working with them in this process, over real sockets.
struct World: Sendable {
    let portals: [SandboxPortal]
    let speech: SandboxSpeechService
    let calls: SandboxCalls
    let application: Application
    /// The server's address, without a slash at the end.
    let url: String

    var store: Store { application.store }
    var portal: SandboxPortal { portals[0] }

    /// Runs `body` in a world of its own and takes everything down again.
    static func run<T: Sendable>(
        _ portals: [SandboxPortalConfiguration] = [SandboxPortalConfiguration()], settings extra: [String: String] = [:],
        isInstalled: Bool = true, now: @escaping @Sendable () -> Date = { Date() }, adjust: @escaping @Sendable (inout Settings) -> Void = { _ in },
        _ body: @Sendable (World) async throws -> T
    ) async throws -> T {
        try await Stands.run(portals, settings: extra, now: now, adjust: adjust) { stands in
            try await stands.serving { world in
                if isInstalled { for portal in world.portals { try await world.install(portal) } }
                return try await body(world)
            }
        }
    }

    func install(_ portal: SandboxPortal) async throws {
        let outcome = await portal.installApp(installURL: "\(url)/bitrix24/install", handlerURL: "\(url)/bitrix24/app")
        guard outcome.isInstalled else { throw Failure("the app could not be installed: \(outcome.status ?? 0) \(outcome.page.prefix(300))") }
    }

    /// Waits until the call's record is final.
    func finished(_ callID: String) async throws -> CallRow {
        try await Patience(limit: 240).until("final record of the call") {
            for portal in try await store.portals() {
                if let call = try await store.call(portalID: portal.id, externalID: callID), call.callStage.isFinal { return call }
            }
            return nil
        }
    }

    /// Waits until nothing is left to do but what is planned for later, such as the hourly sweep.
    func idle() async throws {
        let planned: Set<String> = [JobKind.callSweep.rawValue, JobKind.portalBind.rawValue, JobKind.housekeeping.rawValue]
        _ = try await Patience(limit: 240).until("end of all jobs") { () async throws -> Bool? in
            for portal in portals { await portal.settleEvents() }
            let open = try await store.jobs(JobFilter(states: [.ready, .leased], limit: 500)).filter { !planned.contains($0.kind) }
            return open.isEmpty ? true : nil
        }
    }
}

extension SandboxPortalConfiguration {
    /// Configurations of portals that have nothing in common.
    static func several(_ count: Int) -> [SandboxPortalConfiguration] {
        (0..<count).map { index in
            let suffix = String(index, radix: 16)
            return SandboxPortalConfiguration(
                memberID: String(repeating: "a", count: 31) + suffix, clientID: "local.66f0a1b2c3d4e\(suffix).1234567\(suffix)",
                clientSecret: "sandboxSecret\(index)")
        }
    }
}
