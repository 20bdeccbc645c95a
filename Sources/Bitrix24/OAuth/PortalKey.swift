/// Which installation of the app: one portal may have it under several client ids after a reinstall.
public struct PortalKey: Sendable, Hashable {
    /// The portal's permanent id; it survives a change of the portal's address.
    public var memberID: String
    /// Client id of the app in that portal.
    public var clientID: String

    /// Makes a key.
    public init(memberID: String, clientID: String) {
        self.memberID = memberID
        self.clientID = clientID
    }
}

/// What the app proves itself with at the authorisation server (settings/oauth/index.md). The secret goes to that server only.
public struct AppCredentials: Sendable, Hashable {
    /// The app's client id, `local.<hex>.<digits>` for a local app.
    public var clientID: String
    /// The app's client secret.
    public var clientSecret: Secret

    /// Makes credentials.
    public init(clientID: String, clientSecret: Secret) {
        self.clientID = clientID
        self.clientSecret = clientSecret
    }
}
