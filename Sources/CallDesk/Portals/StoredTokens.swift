import Bitrix24
import Foundation
import Storage

/// The client's view of a portal's tokens: the encrypted rows of the store.
struct StoredTokens: TokenStore {
    let store: Store
    let portalID: Int64

    func tokens(of key: PortalKey) async throws -> TokenPair? {
        guard let row = try await store.portal(id: portalID), row.status != .uninstalled else { return nil }
        return TokenPair(
            accessToken: Secret(row.accessToken), refreshToken: Secret(row.refreshToken), expiresAt: row.expiresAt, clientEndpoint: row.clientEndpoint,
            serverEndpoint: row.serverEndpoint, userID: row.installerID, scope: Set(row.scope))
    }

    func save(_ pair: TokenPair, of key: PortalKey) async throws {
        try await store.saveTokens(
            portalID: portalID, accessToken: pair.accessToken.reveal(), refreshToken: pair.refreshToken.reveal(), expiresAt: pair.expiresAt,
            clientEndpoint: pair.clientEndpoint, serverEndpoint: pair.serverEndpoint)
    }
}

/// The tokens of a claim that is still being judged: used once, refreshed never.
struct ClaimedTokens: TokenStore {
    let pair: TokenPair

    func tokens(of key: PortalKey) async throws -> TokenPair? { pair }
    func save(_ pair: TokenPair, of key: PortalKey) async throws {}
}
