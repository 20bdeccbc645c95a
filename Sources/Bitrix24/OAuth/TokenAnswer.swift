import Foundation

/// Reads the answer to a refresh (settings/oauth/auto-renewal.md).
struct TokenAnswer {
    let rules: AddressRules

    /// The new pair. Addresses that may not be called are not taken over: the old ones stay.
    /// - Throws: `UNREADABLE_ANSWER` without tokens, `WRONG_PORTAL` when they belong to another portal.
    func pair(from answer: JSONValue, after old: TokenPair, of key: PortalKey, now: Date) throws(BitrixError) -> TokenPair {
        guard let access = answer["access_token"].text, let refresh = answer["refresh_token"].text else {
            throw BitrixError(BitrixErrorCode.unreadableAnswer, execution: .notExecuted, isRetryable: true)
        }
        if let member = answer["member_id"].text, member != key.memberID {
            throw BitrixError(BitrixErrorCode.wrongPortal, execution: .notExecuted)
        }
        let scope = ScopeList.parse(answer["scope"])
        return TokenPair(
            accessToken: Secret(access), refreshToken: Secret(refresh), expiresAt: expiry(in: answer, now: now),
            clientEndpoint: answer["client_endpoint"].text.flatMap { try? rules.portalEndpoint($0) } ?? old.clientEndpoint,
            serverEndpoint: answer["server_endpoint"].text.flatMap { (try? rules.oauthServer(of: $0)) == nil ? nil : $0 } ?? old.serverEndpoint,
            userID: answer["user_id"].int ?? old.userID, scope: scope.isEmpty ? old.scope : scope)
    }

    /// `expires_in` is counted from our clock, so that a clock that is wrong does no harm; `expires` is the server's own date.
    private func expiry(in answer: JSONValue, now: Date) -> Date {
        if let seconds = answer["expires_in"].int { return now.addingTimeInterval(Double(seconds)) }
        if let date = answer["expires"].int { return Date(timeIntervalSince1970: Double(date)) }
        return now.addingTimeInterval(Double(PortalPost.defaultLifetimeSeconds))
    }
}
