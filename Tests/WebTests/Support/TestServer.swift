import AsyncHTTPClient
import Bitrix24
import CallDesk
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Speech
import Storage
import Web

/// A running web server on a free port of 127.0.0.1, with everything behind it.
struct TestServer: Sendable {
    let port: Int
    let desk: Desk
    let store: Store
    let portal: FakePortal
    let clock: TestClock
    let log: LogBook
    let directory: URL
    let metrics: PrometheusRegistry

    struct Setup: Sendable {
        var apiToken: String?
        var recogniser: any Recogniser = FakeRecogniser()
        var readiness: [ReadinessCheck] = []
        var extraPorts: [ExtraPort] = []
        var limits = WebLimits()
    }

    static let publicURL = "http://desk.example"

    static func run(_ setup: Setup = Setup(), _ body: @Sendable (TestServer) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "web-tests-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: directory) }
        let portal = FakePortal()
        let clock = TestClock()
        let log = LogBook()
        try await running(portalServices(portal)) { port in
            portal.origin = "http://127.0.0.1:\(port)"
            let store = try Store.open(StoreConfiguration(directory: directory.path, now: { clock.now }))
            defer { try? store.close() }
            let desk = try TestDesk.make(store: store, portal: portal, clock: clock, recogniser: setup.recogniser, logger: log.logger)
            let metrics = PrometheusRegistry()
            let configuration = configuration(setup, directory: directory)
            try await running({ onReady in
                try WebServer(
                    desk: desk, configuration: configuration, metrics: metrics, readiness: { setup.readiness }, logger: log.logger, onRunning: onReady
                ).services()
            }) { port in
                try await body(
                    TestServer(port: port, desk: desk, store: store, portal: portal, clock: clock, log: log, directory: directory, metrics: metrics))
                try DescribedAnswers.checkCounted(metrics.text())
            }
        }
    }

    private static func configuration(_ setup: Setup, directory: URL) -> WebConfiguration {
        var configuration = WebConfiguration()
        configuration.port = 0
        configuration.publicURL = publicURL
        configuration.apiToken = setup.apiToken
        configuration.extraPorts = setup.extraPorts
        configuration.storageDirectory = directory
        configuration.templates = TestDesk.templates
        configuration.limits = setup.limits
        return configuration
    }

    private static func portalServices(_ portal: FakePortal) -> (@escaping @Sendable (Int) async -> Void) throws -> [any Service] {
        { onReady in
            var logger = Logger(label: "portal")
            logger.logLevel = .critical
            return [
                Application(
                    router: portal.router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                    onServerRunning: { await onReady($0.localAddress?.port ?? 0) }, logger: logger)
            ]
        }
    }

    /// Runs the services until the body ends; the body is given the port.
    static func running(
        _ services: (@escaping @Sendable (Int) async -> Void) throws -> [any Service], _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        var quiet = Logger(label: "group")
        quiet.logLevel = .critical
        let group = ServiceGroup(configuration: .init(services: try services { announce.yield($0) }.map { .init(service: $0) }, logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { announce.finish() }
                try await group.run()
            }
            var iterator = ports.makeAsyncIterator()
            if let port = await iterator.next() {
                do {
                    try await body(port)
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
