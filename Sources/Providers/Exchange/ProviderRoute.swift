import AsyncHTTPClient
import Foundation
import NIOSSL

/// Reads the proxy and the certificates of a provider.
enum ProviderRoute {
    /// What is wrong with them.
    static func problems(of settings: ProviderSettings) -> [ProviderSettingsError] {
        var found: [ProviderSettingsError] = []
        do throws(ProviderSettingsError) { _ = try proxy(for: settings) } catch { found.append(error) }
        do throws(ProviderSettingsError) { _ = try tls(for: settings) } catch { found.append(error) }
        return found
    }

    /// Nil when no proxy is set.
    static func proxy(for settings: ProviderSettings) throws(ProviderSettingsError) -> HTTPClient.Configuration.Proxy? {
        guard let text = settings.proxy else { return nil }
        let problem = ProviderSettingsError(
            key: "\(ProviderIdentity.settingPrefix(of: settings.name))_PROXY",
            cure: "must be http://[user:password@]host:port or socks5://host[:port]")
        guard let parts = URLComponents(string: text.contains("://") ? text : "http://\(text)"),
            let host = parts.host, !host.isEmpty
        else { throw problem }
        switch (parts.scheme, parts.port) {
        case ("http", let port?):
            guard let user = parts.user else { return .server(host: host, port: port) }
            return .server(host: host, port: port, authorization: .basic(username: user, password: parts.password ?? ""))
        case ("socks5", let port), ("socks5h", let port):
            guard parts.user == nil else { throw problem }
            return .socksServer(host: host, port: port ?? 1080)
        default:
            throw problem
        }
    }

    /// Full verification; the provider's own authority is trusted beside the system's, for this provider only.
    static func tls(for settings: ProviderSettings) throws(ProviderSettingsError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        guard let file = settings.caFile else { return tls }
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty else {
            throw ProviderSettingsError(
                key: "\(ProviderIdentity.settingPrefix(of: settings.name))_CA_FILE", cure: "must be a readable file of PEM certificates")
        }
        tls.additionalTrustRoots = [.certificates(certificates)]
        return tls
    }
}
