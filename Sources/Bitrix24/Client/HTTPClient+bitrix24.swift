public import AsyncHTTPClient
import NIOCore

extension HTTPClient.Configuration {
    /// Settings for talking to Bitrix24: redirects are not followed (a POST body would be lost, settings/how-to-call-rest-api/change-domen.md),
    /// idle connections are given up before the server does it, a connection that cannot be made is reported at once, and
    /// nothing is traced, since addresses of the authorisation server hold secrets.
    public static var bitrix24: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        configuration.connectionPool.idleTimeout = .seconds(20)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.tracing.tracer = nil
        return configuration
    }
}
