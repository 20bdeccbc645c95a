package import AsyncHTTPClient
import NIOCore
import Synchronization

/// Owns the HTTP clients towards providers: one per proxy and set of trusted certificates. Must be shut down.
package final class ProviderClients: Sendable {
    /// Connections to one host at once; a request above it waits at most the connect timeout.
    package static let maximumConnectionsPerHost = 256
    /// Idle connections are kept warm for so long.
    package static let idleSeconds: Int64 = 60

    private struct Route: Hashable {
        let proxy: String?
        let caFile: String?
    }

    /// For work that nobody waits for on the phone: recordings and their analysis, also through a distant proxy.
    package static let patientConnect = Duration.seconds(10)

    private let connectTimeout: Duration
    private let clients = Mutex<[Route: HTTPClient]>([:])

    /// `connectTimeout` covers name look-up, TCP, proxy and TLS.
    package init(connectTimeout: Duration = ProviderClients.patientConnect) {
        self.connectTimeout = connectTimeout
    }

    /// The client on the provider's route. Throws when its address, proxy or certificates cannot be used.
    package func http(for settings: ProviderSettings) throws(ProviderSettingsError) -> HTTPClient {
        try settings.checkAddress()
        let route = Route(proxy: settings.proxy, caFile: settings.caFile)
        let made = clients.withLock { clients -> Result<HTTPClient, ProviderSettingsError> in
            if let client = clients[route] { return .success(client) }
            return Result { () throws(ProviderSettingsError) in try configuration(for: settings) }.map { configuration in
                let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
                clients[route] = client
                return client
            }
        }
        return try made.get()
    }

    /// Closes all connections; requests under way fail. Safe to call twice.
    package func shutdown() async {
        let all = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        for client in all { try? await client.shutdown() }
    }

    private func configuration(for settings: ProviderSettings) throws(ProviderSettingsError) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = try ProviderRoute.tls(for: settings)
        configuration.proxy = try ProviderRoute.proxy(for: settings)
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .nanoseconds(Int64(connectTimeout / .nanoseconds(1))))
        configuration.connectionPool.idleTimeout = .seconds(Self.idleSeconds)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.maximumConnectionsPerHost
        configuration.connectionPool.retryConnectionEstablishment = false  // the next provider is tried instead
        configuration.httpVersion = .http1Only  // a stuck connection then holds up one call, not all
        return configuration
    }
}
