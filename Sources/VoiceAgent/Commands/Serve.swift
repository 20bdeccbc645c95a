import ArgumentParser
import Logging
import Metrics
import Web

/// `voice-agent serve`: the server, until SIGTERM.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the server (default).")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        EarlyStop.arm()
        let settings = try await options.settings()
        // Found out here, before any work begins that would have to be given back.
        guard ListenAddress.isOurs(settings.http.host) else { throw ListenAddress.problem(settings.http.host) }
        try JSONLogHandler.bootstrap(level: settings.logLevel)
        let logger = Logger(label: "voice-agent")
        for finding in options.strays() { logger.warning("a setting does nothing", metadata: ["detail": "\(finding.detail)"]) }
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        let application = try await Application.whenStorageIsFree(settings, logger: logger) {
            try await Application.build(settings, logger: logger, metrics: metrics, onReady: { _ in Self.welcome(settings, logger) })
        }
        try await application.run()
    }

    /// Said once the server works: before, it would hide why the server does not start.
    private static func welcome(_ settings: Settings, _ logger: Logger) {
        if settings.apps.isEmpty {
            logger.warning("no local app is configured: no portal can install this server until BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET are set")
        }
        if settings.allowsPlainHTTP { logger.warning("BITRIX24_ALLOW_PLAIN_HTTP is on: http and loopback portals are accepted; for the sandbox and tests only") }
        logger.info("ready", metadata: ["public": "\(settings.http.publicURL)", "version": "\(ProductVersion.number)"])
    }
}
