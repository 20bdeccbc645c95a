public import Foundation

/// An access token and the token to renew it with (settings/oauth/auto-renewal.md).
public struct TokenPair: Sendable, Hashable {
    /// Goes with every call; lives one hour.
    public var accessToken: Secret
    /// Gets the next pair, once; lives 180 days.
    public var refreshToken: Secret
    /// When the access token ends, by our clock.
    public var expiresAt: Date
    /// Address of the portal's REST interface, e.g. `https://portal.bitrix24.ru/rest/`.
    public var clientEndpoint: String
    /// Address of the authorisation server's interface, e.g. `https://oauth.bitrix24.tech/rest/`.
    public var serverEndpoint: String
    /// The user whose rights the token has.
    public var userID: Int?
    /// Permissions of the app.
    public var scope: Set<String>

    /// Makes a pair.
    public init(
        accessToken: Secret, refreshToken: Secret, expiresAt: Date, clientEndpoint: String, serverEndpoint: String, userID: Int? = nil,
        scope: Set<String> = []
    ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresAt = expiresAt
        self.clientEndpoint = clientEndpoint
        self.serverEndpoint = serverEndpoint
        self.userID = userID
        self.scope = scope
    }
}
