package import CallDesk
import Foundation
import Hummingbird
package import Logging
package import ServiceLifecycle

/// The product's HTTP face: the pages and events of the portal, the integration API, health and metrics.
package struct WebServer: Sendable {
    private let configuration: WebConfiguration
    private let routes: [Route]
    private let meter: HTTPMeter
    private let logger: Logger
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - metrics: what `/metrics` shows; give the same one to `MetricsSystem.bootstrap`.
    ///   - readiness: what must work before traffic is welcome; asked at each `/readyz`.
    ///   - onRunning: told the main listener's port once it is open.
    /// - Throws: ``WebError`` when a page template or text is missing or broken.
    package init(
        desk: Desk, configuration: WebConfiguration, metrics: PrometheusRegistry, readiness: @escaping @Sendable () async -> [ReadinessCheck],
        logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws(WebError) {
        let tools = try WebTools(desk: desk, configuration: configuration, logger: logger)
        tools.uploads.removeLeftovers()
        self.configuration = configuration
        self.logger = logger
        self.onRunning = onRunning
        meter = HTTPMeter(registry: metrics)
        routes = RouteTable.all(tools: tools, metrics: metrics, readiness: readiness)
    }

    /// The listeners, to be run by one service group. The main one ends with a ``WebError`` when its port is taken.
    package func services() -> [any Service] {
        let main = Listener(
            host: configuration.host, port: configuration.port, duty: .main, router: router(routes), limits: configuration.limits,
            logger: logger, onRunning: onRunning)
        let extra = configuration.extraPorts.map { extra in
            Listener(
                host: "127.0.0.1", port: extra.port, duty: .extra, router: router(routes.filter { $0.group == extra.group }), limits: configuration.limits,
                logger: logger, onRunning: { _ in })
        }
        return [main] + extra
    }

    private func router(_ routes: [Route]) -> RouterResponder<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: AccessLog(meter: meter, logger: logger))
        router.add(middleware: ProblemAnswers(lingerSeconds: configuration.limits.lingerSeconds, logger: logger))
        RouteTable.add(routes, to: router)
        return router.buildResponder()
    }
}
