import CallDesk
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
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
        isInstalled: Bool = true, now: @escaping @Sendable () -> Date = { Date() }, adjust: @Sendable (inout Settings) -> Void = { _ in }, _ body: @Sendable (World) async throws -> T
    ) async throws -> T {
        try await Lanes.worlds.run {
            try await stand(portals, settings: extra, isInstalled: isInstalled, now: now, adjust: adjust, body)
        }
    }

    private static func stand<T: Sendable>(
        _ portals: [SandboxPortalConfiguration], settings extra: [String: String], isInstalled: Bool, now: @escaping @Sendable () -> Date,
        adjust: @Sendable (inout Settings) -> Void, _ body: @Sendable (World) async throws -> T
    ) async throws -> T {
        let book = try await PhraseBook.open()
        let key = "sandbox-key"
        let stands = portals.map { SandboxPortal(configuration: $0) }
        let speech = SandboxSpeechService(configuration: .init(apiKey: key), book: book)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: stands.map { $0 as any Service } + [speech], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let folder = try Scratch.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let port = try TestPort.take()
            let url = "http://127.0.0.1:\(port)"
            var settings = try await Self.settings(stands, portals, speech, key: key, extra: extra, storage: folder.path, port: port)
            settings.jobLease = 45
            adjust(&settings)
            let ready = Ready()
            let application = try await Application.build(settings, logger: logger, now: now, onReady: { _ in ready.open() })
            let end = Ready()
            tasks.addTask {
                // A server that could not start must not be waited for.
                defer { ready.open() }
                try await application.run(with: Doorkeeper(door: end), signals: [])
            }
            await ready.wait()
            let world = World(portals: stands, speech: speech, calls: SandboxCalls(book: book), application: application, url: url)
            let outcome: Result<T, any Error>
            do {
                if isInstalled { for portal in stands { try await world.install(portal) } }
                outcome = .success(try await body(world))
            } catch {
                outcome = .failure(error)
            }
            // Politely: a listener that is cancelled in the middle of an answer traps.
            end.open()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    private static func settings(
        _ stands: [SandboxPortal], _ portals: [SandboxPortalConfiguration], _ speech: SandboxSpeechService, key: String, extra: [String: String],
        storage: String, port: Int
    ) async throws -> Settings {
        var hosts: [String] = []
        for stand in stands { hosts.append(await stand.addresses.oauth) }
        var values = [
            "BITRIX24_OAUTH_HOSTS": hosts.joined(separator: ","), "BITRIX24_ALLOW_PLAIN_HTTP": "true", "ASR_PROVIDERS": "sandbox,offline",
            "LLM_PROVIDERS": "sandbox,offline", "SANDBOX_BASE_URL": await speech.baseURL, "SANDBOX_API_KEY": key, "STORAGE_PATH": storage,
            "HTTP_PORT": "\(port)", "RECORDING_POLL": "200ms,500ms,1s,2s,5s", "EFFECT_UNKNOWN_WAIT": "1s",
        ]
        values.merge(extra, uniquingKeysWith: { $1 })
        var sections = SettingsFile()
        sections.portals = portals.map { .init(clientID: $0.clientID, clientSecret: $0.clientSecret) }
        return try Settings(try await SettingsSource(overrides: values, environment: [:], dotEnv: nil), sections: sections)
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

/// Ends the server's group of services when its door opens.
private struct Doorkeeper: Service {
    let door: Ready

    func run() async throws { await door.wait() }
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
