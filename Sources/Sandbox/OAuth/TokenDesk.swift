import Foundation

/// Access and refresh tokens of one application on one portal. Each refresh token works once.
struct TokenDesk: Sendable {
    /// Most tokens of a kind kept; the oldest go first.
    static let tokenLimit = 10_000

    struct Access: Sendable {
        let userID: Int
        let expires: Date
    }

    /// A fresh pair as the authorisation host hands it out.
    struct Pair: Sendable {
        let access: String
        let refresh: String
        let userID: Int
        let expires: Date
    }

    enum Refusal: Error {
        case unknownRefreshToken
    }

    private var access: [String: Access] = [:]
    private var refresh: [String: Access] = [:]
    private var order: [String] = []
    let accessLifetime: Int
    let refreshLifetime: Int

    init(accessLifetime: Int, refreshLifetime: Int) {
        self.accessLifetime = accessLifetime
        self.refreshLifetime = refreshLifetime
    }

    /// A new pair for a user.
    mutating func issue(userID: Int, now: Date, random: inout PortalRandom) -> Pair {
        let pair = Pair(
            access: random.hex(70), refresh: random.hex(70), userID: userID, expires: now.addingTimeInterval(Double(accessLifetime)))
        access[pair.access] = Access(userID: userID, expires: pair.expires)
        refresh[pair.refresh] = Access(userID: userID, expires: now.addingTimeInterval(Double(refreshLifetime)))
        order.append(contentsOf: [pair.access, pair.refresh])
        while order.count > Self.tokenLimit { forget(order.removeFirst()) }
        return pair
    }

    /// Trades a refresh token for a new pair; the old one is worthless from then on.
    mutating func rotate(_ token: String, now: Date, random: inout PortalRandom) throws(Refusal) -> Pair {
        guard let grant = refresh.removeValue(forKey: token), grant.expires > now else { throw .unknownRefreshToken }
        return issue(userID: grant.userID, now: now, random: &random)
    }

    /// What an access token stands for, expired or not; nil when it was never issued.
    func holder(of token: String) -> Access? { access[token] }

    /// Makes every access token issued so far an expired one.
    mutating func expireAccess(now: Date) {
        for (token, grant) in access { access[token] = Access(userID: grant.userID, expires: min(grant.expires, now)) }
    }

    /// Makes every refresh token issued so far unknown, as when the installer is dismissed.
    mutating func dropRefresh() {
        refresh.removeAll()
    }

    /// Makes every token issued so far unknown, as when the application is uninstalled.
    mutating func dropAll() {
        access.removeAll()
        refresh.removeAll()
        order.removeAll()
    }

    private mutating func forget(_ token: String) {
        access[token] = nil
        refresh[token] = nil
    }
}
