public import AsyncHTTPClient

/// Finds out who really stands behind an access token that came through a browser, by `app.info` on an authorisation server of the
/// allow-list (settings/oauth/simple-way.md). No address out of the request is called.
public struct InstallVerifier: Sendable {
    private let rules: AddressRules
    private let server: OAuthServer

    /// Makes a verifier. `http` should be made with ``AsyncHTTPClient/HTTPClient/Configuration/bitrix24``.
    public init(http: HTTPClient, policy: BitrixPolicy = BitrixPolicy()) {
        rules = AddressRules(policy: policy)
        server = OAuthServer(transport: HTTPTransport(http: http, policy: policy), rules: rules)
    }

    /// Asks about a token.
    /// - Parameters:
    ///   - accessToken: the token from the post or the event.
    ///   - serverEndpoint: the authorisation server it names; without one all allowed servers are asked in turn.
    /// - Throws: `ADDRESS_REFUSED` before any request for a server that is not allowed; the server's refusal; `UNREADABLE_ANSWER` when the answer
    ///   does not name app and portal.
    @concurrent
    public func verify(accessToken: Secret, serverEndpoint: String?) async throws(BitrixError) -> VerifiedInstall {
        if let serverEndpoint {
            return try await verify(accessToken, at: try rules.oauthServer(of: serverEndpoint))
        }
        var last = BitrixError(BitrixErrorCode.addressRefused, execution: .notExecuted)
        for host in rules.policy.oauthHosts {
            do throws(BitrixError) {
                return try await verify(accessToken, at: try rules.oauthServer(of: host))
            } catch {
                last = error
            }
        }
        throw last
    }

    private func verify(_ accessToken: Secret, at origin: Origin) async throws(BitrixError) -> VerifiedInstall {
        guard !accessToken.isEmpty else { throw BitrixError(BitrixErrorCode.invalidCall, execution: .notExecuted) }
        let answer = try await server.appInfo(accessToken: accessToken, at: origin)
        return try InstallAnswer(rules: rules).read(answer, from: origin)
    }
}
