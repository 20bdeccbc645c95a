public import Foundation

/// What the authorisation server says about an access token: which app, which portal, whose.
public struct VerifiedInstall: Sendable, Hashable {
    /// Client id of the app.
    public var clientID: String
    /// The portal's permanent id.
    public var memberID: String
    /// The portal's host name.
    public var domain: String
    /// Address of the portal's REST interface, checked by the policy.
    public var clientEndpoint: String
    /// The authorisation server that was asked, as an endpoint ending in `/rest/`.
    public var serverEndpoint: String
    /// The user whose token it is.
    public var userID: Int?
    /// Permissions of the app.
    public var scope: Set<String>
    /// Whether the installation is finished (`installFinish`); until then no events come (settings/app-installation/installation-finish.md).
    public var installed: Bool
    /// When the access token ends, if the server says so.
    public var expiresAt: Date?
    /// Status of the app: L local, F free, D demo, T trial, P paid.
    public var status: String?

    /// Makes one.
    public init(
        clientID: String, memberID: String, domain: String, clientEndpoint: String, serverEndpoint: String, userID: Int? = nil,
        scope: Set<String> = [], installed: Bool, expiresAt: Date? = nil, status: String? = nil
    ) {
        self.clientID = clientID
        self.memberID = memberID
        self.domain = domain
        self.clientEndpoint = clientEndpoint
        self.serverEndpoint = serverEndpoint
        self.userID = userID
        self.scope = scope
        self.installed = installed
        self.expiresAt = expiresAt
        self.status = status
    }
}
