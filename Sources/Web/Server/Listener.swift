import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Foundation

/// One listening socket and what is served on it.
struct Listener: Service {
    enum Duty: Sendable {
        /// Without it there is no server.
        case main
        /// If its port is taken the server does without.
        case extra
    }

    let host: String
    let port: Int
    let duty: Duty
    let router: RouterResponder<WebContext>
    let limits: WebLimits
    let logger: Logger
    /// Told the bound port.
    let onRunning: @Sendable (Int) async -> Void

    func run() async throws {
        let progress = Progress()
        do {
            try await application(progress).run()
        } catch where !progress.isRunning {
            switch duty {
            case .main: throw WebError(refusal(error))
            case .extra:
                logger.warning(
                    "an extra port cannot be opened; the server goes on without it", metadata: ["port": "\(port)", "cause": "\(Self.cause(error))"])
                try? await gracefulShutdown()
            }
        }
    }

    private func application(_ progress: Progress) -> Application<RouterResponder<WebContext>> {
        // Hummingbird's own words at start would repeat ours.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let limits = limits
        let pace = PaceLimits(head: TimeAmount(limits.headTime), body: TimeAmount(limits.bodyTime), uploadBytesMin: limits.uploadBytesMin)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [PaceKeeper(limits: pace, uploadPaths: [RecognitionRoutes.path], linger: .seconds(limits.lingerSeconds))],
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytesMax, maxHeaderListSize: limits.headerBytesMax, maxHeaderFieldCount: limits.headerFieldsMax))
        return Application(
            responder: router, server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionsMax, logger: quiet)),
            onServerRunning: { channel in
                progress.started()
                let bound = channel.localAddress?.port ?? port
                logger.info("listening", metadata: ["host": "\(host)", "port": "\(bound)"])
                await onRunning(bound)
            }, logger: quiet)
    }

    /// Which setting of the main listener is to be changed, and how.
    private func refusal(_ error: any Error) -> String {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE?: "HTTP_PORT: port \(port) of \(host) is in use: set HTTP_PORT to a free one"
        case EACCES?: "HTTP_PORT: this user may not open port \(port): set HTTP_PORT to one above 1023, with a reverse proxy in front"
        default: "HTTP_HOST: \(host) is no address of this machine (\(Self.cause(error))): write one it has, such as 127.0.0.1, or 0.0.0.0 for all of them"
        }
    }

    private static func cause(_ error: any Error) -> String {
        (error as? IOError).map { $0.errnoCode == EADDRINUSE ? "in use" : "errno \($0.errnoCode)" } ?? "\(type(of: error))"
    }

    /// Whether the socket was ever open: only then is an error not about the port.
    private final class Progress: Sendable {
        private let running = Mutex(false)
        var isRunning: Bool { running.withLock { $0 } }
        func started() { running.withLock { $0 = true } }
    }
}
