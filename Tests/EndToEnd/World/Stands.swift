import Foundation
import Logging
import Sandbox
import ServiceLifecycle

@testable import VoiceAgent

/// Stand-in portals and services that stand while servers come and go.
struct Stands: Sendable {
    private static let apiKey = "sandbox-key"

    let portals: [SandboxPortal]
    let speech: SandboxSpeechService
    let calls: SandboxCalls
    private let settings: Settings
    private let now: @Sendable () -> Date

    /// Runs `body` with stand-ins of its own and takes everything down again, the storage too.
    static func run<T: Sendable>(
        _ portals: [SandboxPortalConfiguration], settings extra: [String: String] = [:], now: @escaping @Sendable () -> Date = { Date() },
        adjust: @escaping @Sendable (inout Settings) -> Void = { _ in }, _ body: @Sendable (Stands) async throws -> T
    ) async throws -> T {
        try await Lanes.worlds.run {
            let book = try await PhraseBook.open()
            let stands = portals.map { SandboxPortal(configuration: $0) }
            let speech = SandboxSpeechService(configuration: .init(apiKey: apiKey), book: book)
            let group = ServiceGroup(configuration: .init(services: stands.map { $0 as any Service } + [speech], logger: silent))
            return try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let folder = try Scratch.make()
                defer { try? FileManager.default.removeItem(at: folder) }
                let outcome: Result<T, any Error>
                do {
                    var settings = try await Self.settings(stands, portals, speech, extra: extra, storage: folder.path)
                    settings.jobLease = 45
                    adjust(&settings)
                    outcome = .success(
                        try await body(Stands(portals: stands, speech: speech, calls: SandboxCalls(book: book), settings: settings, now: now)))
                } catch {
                    outcome = .failure(error)
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return try outcome.get()
            }
        }
    }

    /// Runs the server until `body` has returned; the next one has the same storage and address.
    func serving<T: Sendable>(_ body: @Sendable (World) async throws -> T) async throws -> T {
        let ready = Ready()
        let application = try await Application.build(settings, logger: Self.silent, now: now, onReady: { _ in ready.open() })
        let world = World(portals: portals, speech: speech, calls: calls, application: application, url: "http://127.0.0.1:\(settings.http.port)")
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            let end = Ready()
            tasks.addTask {
                // A server that could not start must not be waited for.
                defer { ready.open() }
                try await application.run(with: Doorkeeper(door: end), signals: [])
            }
            await ready.wait()
            let outcome: Result<T, any Error>
            do {
                outcome = .success(try await body(world))
            } catch {
                outcome = .failure(error)
            }
            // Politely: a listener that is cancelled in the middle of an answer traps.
            end.open()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static func settings(
        _ stands: [SandboxPortal], _ portals: [SandboxPortalConfiguration], _ speech: SandboxSpeechService, extra: [String: String], storage: String
    ) async throws -> Settings {
        var hosts: [String] = []
        for stand in stands { hosts.append(await stand.addresses.oauth) }
        var values = [
            "BITRIX24_OAUTH_HOSTS": hosts.joined(separator: ","), "BITRIX24_ALLOW_PLAIN_HTTP": "true", "ASR_PROVIDERS": "sandbox,offline",
            "LLM_PROVIDERS": "sandbox,offline", "SANDBOX_BASE_URL": await speech.baseURL, "SANDBOX_API_KEY": apiKey, "STORAGE_PATH": storage,
            "HTTP_PORT": "\(try TestPort.take())", "RECORDING_POLL": "200ms,500ms,1s,2s,5s", "EFFECT_UNKNOWN_WAIT": "1s",
        ]
        values.merge(extra, uniquingKeysWith: { $1 })
        var sections = SettingsFile()
        sections.portals = portals.map { .init(clientID: $0.clientID, clientSecret: $0.clientSecret) }
        return try Settings(try await SettingsSource(overrides: values, environment: [:], dotEnv: nil), sections: sections)
    }
}

/// Ends the server's group of services when its door opens.
private struct Doorkeeper: Service {
    let door: Ready

    func run() async throws { await door.wait() }
}
