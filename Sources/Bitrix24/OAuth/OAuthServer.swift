import Foundation

/// Requests to an authorisation server on the allow-list (settings/oauth/auto-renewal.md). Its addresses carry secrets by the vendor's
/// design (documented as GET with a query): they are built here and shown nowhere.
struct OAuthServer: Sendable {
    let transport: HTTPTransport
    let rules: AddressRules

    /// Asks for the next pair.
    /// - Throws: the server's refusal, or why there was no answer. Never "executed" for the call that needed the token.
    func refresh(_ pair: TokenPair, of key: PortalKey, for app: AppCredentials, now: Date) async throws(BitrixError) -> TokenPair {
        let server = try rules.oauthServer(of: pair.serverEndpoint)
        let query = PHPQuery.encode([
            "grant_type": "refresh_token", "client_id": .string(app.clientID), "client_secret": .string(app.clientSecret.reveal()),
            "refresh_token": .string(pair.refreshToken.reveal()),
        ])
        let answer = try await get("\(server.text)/oauth/token/?\(query)", method: "oauth.token")
        return try TokenAnswer(rules: rules).pair(from: answer, after: pair, of: key, now: now)
    }

    /// What the server knows about an access token (api-reference/common/system/app-info.md; settings/oauth/simple-way.md).
    func appInfo(accessToken: Secret, at server: Origin) async throws(BitrixError) -> JSONValue {
        let query = PHPQuery.encode(["auth": .string(accessToken.reveal())])
        let answer = try await get("\(server.text)/rest/app.info?\(query)", method: "app.info")
        return answer["result"].members.isEmpty ? answer : answer["result"]
    }

    /// Gets a JSON object; an `error` in it is thrown whatever the status, some come with HTTP 200.
    private func get(_ url: String, method: String) async throws(BitrixError) -> JSONValue {
        let answer = try await transport.get(url)
        let classifier = ErrorClassifier(method: method)
        guard let body = JSONValue(json: answer.body), case .object = body else {
            throw classifier.errorWithoutCode(status: answer.status, retryAfter: answer.retryAfter)
        }
        if !body["error"].isNull {
            throw classifier.error(
                code: body["error"].text ?? BitrixErrorCode.unnamed, status: answer.status, message: body["error_description"].text)
        }
        guard (200..<300).contains(answer.status) else {
            throw classifier.errorWithoutCode(status: answer.status, retryAfter: answer.retryAfter)
        }
        return body
    }
}
