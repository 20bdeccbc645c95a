import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle

/// `voice-agent demo`: the server beside stand-ins of everything it needs, and one call from ring to CRM.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server beside a stand-in portal, play one recorded call, print what landed in the CRM.")

    @Flag(help: "End after the call; exit 0 when everything landed.") var once = false
    @Option(help: "The server's port; 0 takes a free one.") var port = 8080
    @Option(help: "The stand-in CRM's port; 0 takes a free one.") var portalPort = 8090

    func run() async throws {
        try JSONLogHandler.bootstrap(level: ProcessInfo.processInfo.environment["LOG_LEVEL"] ?? "warning")
        let report = DemoReport()
        report.opening()
        report.step("Preparing the stand-ins (the first time they learn their phrases)")
        let storage = FileManager.default.temporaryDirectory.appending(path: "voice-agent-demo-data-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: storage) }
        let world = try await SandboxWorld(portalPort: FreePort.orAny(portalPort))
        try await run(world, storage: storage.path, report)
    }

    private func run(_ world: SandboxWorld, storage: String, _ report: DemoReport) async throws {
        let logger = Logger(label: "voice-agent")
        let stands = world.services(logger)
        let port = FreePort.orAny(port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stands.run() }
            var overrides = await world.overrides()
            let url = "http://127.0.0.1:\(port)"
            overrides.merge(
                ["HTTP_PORT": "\(port)", "HTTP_PUBLIC_URL": url, "STORAGE_PATH": storage, "HTTP_EXTRA_PORTS": "8003=dialog,8005=leads"],
                uniquingKeysWith: { $1 })
            // The demo asks nothing and needs no key: what the environment says about real portals and providers does not count here.
            let settings = try Settings(try await SettingsSource(overrides: overrides, environment: [:], dotEnv: nil))
            let ready = Ready()
            let outcome = DemoOutcome()
            let application = try await Application.build(settings, logger: logger, onReady: { _ in ready.open() })
            let script = DemoScript(world: world, store: application.store, productURL: url, endsAfterCall: once, ready: ready, outcome: outcome, report: report)
            try await application.run(with: script)
            await stands.triggerGracefulShutdown()
            try await group.waitForAll()
            try outcome.check()
        }
    }
}
