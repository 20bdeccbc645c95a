import AsyncHTTPClient
import Bitrix24
import CallDesk
import Dialog
import Fetch
import Foundation
import LanguageModel
import Logging
import NIOCore
import Providers
import ServiceLifecycle
import Speech
import Storage
import UnixSignals
import Web

/// The server, wired from its settings: `serve`, `demo` and the tests all build it here.
struct Application: Sendable {
    let settings: Settings
    let store: Store
    let desk: Desk
    let web: WebServer
    let logger: Logger
    private let http: HTTPClient
    private let providers: ProviderClients

    /// How long everything has to stop, in seconds; the promise is 20.
    private static let shutdownMax: TimeInterval = 18

    /// - Parameters:
    ///   - onReady: told the main listener's port once it accepts.
    static func build(
        _ settings: Settings, logger: Logger, metrics: PrometheusRegistry = PrometheusRegistry(), now: @escaping @Sendable () -> Date = { Date() },
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws -> Application {
        let templates = try Templates.checked(settings.templates)
        let store = try openStore(settings, now: now)
        let providers = ProviderClients()
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .bitrix24)
        do {
            let holder = UUID().uuidString
            let configuration = deskConfiguration(settings)
            let portals = PortalDirectory(
                store: store, apps: settings.apps, plans: settings.sections.plans, policy: configuration.policy, http: http, logger: logger)
            let tools = DeskTools(
                store: store, portals: portals,
                effects: EffectSender(store: store, holder: holder, unknownWait: configuration.limits.effectUnknownWait, now: now), configuration: configuration,
                texts: try CRMTexts(directory: templates.appending(path: "crm")), recogniser: try providers.recogniser(settings.recognisers, logger: logger),
                analyst: try Reading.analyst(settings, templates: templates, providers: providers, logger: logger), fetcher: Fetcher(), now: now, logger: logger)
            var runner = JobRunner.Configuration()
            runner.lease = settings.jobLease
            let desk = Desk(tools: tools, http: http, runnerConfiguration: runner, holder: holder, random: { Double.random(in: 0..<1) })
            let readiness = Readiness(store: store, directory: settings.storagePath)
            let web = try WebServer(
                desk: desk, configuration: webConfiguration(settings, templates: templates), metrics: metrics,
                readiness: { await readiness.checks() }, logger: logger, onRunning: onReady)
            return Application(settings: settings, store: store, desk: desk, web: web, logger: logger, http: http, providers: providers)
        } catch {
            await providers.shutdown()
            try? await http.shutdown()
            try? store.close()
            throw error
        }
    }

    /// Runs until SIGTERM or SIGINT: intake stops first, then the workers, then the connections and the database.
    /// - Parameter guest: a service whose end is the end of the whole, such as the demo's script.
    func run(with guest: (any Service)? = nil, signals: [UnixSignal] = [.sigterm, .sigint]) async throws {
        let control = ControlServer(desk: desk, socket: ControlSocket.path(storage: settings.storagePath), logger: logger)
        var services = ([desk.runner, control] + web.services()).map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        if let guest { services.append(.init(service: guest, successTerminationBehavior: .gracefullyShutdownGroup)) }
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = .milliseconds(Int64(Self.shutdownMax * 1000))
        do {
            try await desk.prepare()
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await close()
            throw error
        }
        await close()
    }

    /// Closes what is open; also after a start that failed half-way.
    func close() async {
        await providers.shutdown()
        try? await http.shutdown()
        try? store.close()
    }
}
