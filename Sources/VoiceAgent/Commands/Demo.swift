import ArgumentParser
import Foundation
import Logging
import Sandbox
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
        var report = DemoReport()
        report.opening()
        report.step("Preparing the stand-ins (the first time they learn their phrases)")
        let storage = FileManager.default.temporaryDirectory.appending(path: "voice-agent-demo-data-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: storage) }
        let world = try await SandboxWorld(portalPort: taken(portalPort, "the stand-in CRM", report))
        report.users = world.portalConfiguration.users
        report.zoneOffset = world.portalConfiguration.zoneOffset
        try await run(world, storage: storage.path, report)
    }

    private static let dialogPort = 8003
    private static let leadsPort = 8005

    /// The port, or another one and a word about it.
    private func taken(_ port: Int, _ what: String, _ report: DemoReport) -> Int {
        FreePort.orAny(port) { other in report.warn("port \(port) is taken, so \(what) is at port \(other)") }
    }

    private func run(_ world: SandboxWorld, storage: String, _ report: DemoReport) async throws {
        let logger = Logger(label: "voice-agent")
        let stands = world.services(logger)
        let port = taken(port, "the server", report)
        let dialogPort = taken(Self.dialogPort, "the dialog API", report)
        let leadsPort = taken(Self.leadsPort, "the leads API", report)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stands.run() }
            var overrides = await world.overrides()
            let url = "http://127.0.0.1:\(port)"
            overrides.merge(
                ["HTTP_PORT": "\(port)", "HTTP_PUBLIC_URL": url, "STORAGE_PATH": storage, "HTTP_EXTRA_PORTS": "\(dialogPort)=dialog,\(leadsPort)=leads"],
                uniquingKeysWith: { $1 })
            // The demo asks nothing and needs no key: what the environment says about real portals and providers does not count here.
            let settings = try Settings(try await SettingsSource(overrides: overrides, environment: [:], dotEnv: nil))
            let ready = Ready()
            let outcome = DemoOutcome()
            let application = try await Application.build(settings, logger: logger, onReady: { _ in ready.open() })
            let script = DemoScript(
                world: world, store: application.store, productURL: url, leadsPort: leadsPort, storage: storage, endsAfterCall: once, ready: ready, outcome: outcome,
                report: report)
            try await application.run(with: script)
            await stands.triggerGracefulShutdown()
            try await group.waitForAll()
            try outcome.check()
        }
    }
}
