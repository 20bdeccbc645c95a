package import Foundation

/// Whether a portal may be called.
package enum PortalStatus: String, Sendable, Codable, CaseIterable {
    case active
    /// Its tokens no longer work: an administrator must open the app once.
    case needsReadoption
    /// The app was removed; the row stays for its calls.
    case uninstalled
}

/// One installation of the app; its key is `memberID` + `clientID`. The three tokens are sealed in the database, plain in here and never printed.
package struct PortalRow: Sendable, Equatable, Discreet {
    /// 0 until saved.
    package var id: Int64
    package var memberID: String
    package var clientID: String
    /// Host of the portal.
    package var domain: String
    /// `https://portal/rest/`.
    package var clientEndpoint: String
    /// The OAuth host's `/rest/`.
    package var serverEndpoint: String
    /// Sent by the portal with each event; compared after decryption.
    package var applicationToken: String
    package var accessToken: String
    package var refreshToken: String
    /// When the access token ends.
    package var expiresAt: Date
    /// Portal user who installed the app.
    package var installerID: Int?
    package var scope: [String]
    package var status: PortalStatus
    package var installedAt: Date
    /// Set by the store.
    package var updatedAt: Date

    package init(
        id: Int64 = 0, memberID: String, clientID: String, domain: String, clientEndpoint: String, serverEndpoint: String, applicationToken: String,
        accessToken: String, refreshToken: String, expiresAt: Date, installerID: Int? = nil, scope: [String] = [], status: PortalStatus = .active,
        installedAt: Date, updatedAt: Date? = nil
    ) {
        self.id = id
        self.memberID = memberID
        self.clientID = clientID
        self.domain = domain
        self.clientEndpoint = clientEndpoint
        self.serverEndpoint = serverEndpoint
        self.applicationToken = applicationToken
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresAt = expiresAt
        self.installerID = installerID
        self.scope = scope
        self.status = status
        self.installedAt = installedAt
        self.updatedAt = updatedAt ?? installedAt
    }

    package var summary: String { "portal \(id) (\(status.rawValue))" }
}
