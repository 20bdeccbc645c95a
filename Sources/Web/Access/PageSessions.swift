import Crypto
import Foundation
import Synchronization

/// Hands out the bearers of pages and knows them again. They live in memory only: a restart ends them all.
final class PageSessions: Sendable {
    /// A bearer and when it ends.
    struct Grant: Sendable {
        let bearer: String
        let expiresAt: Date
    }

    /// Randomness in a bearer, in bytes.
    private static let bearerBytes = 32

    private let table = Mutex(PageSessionTable())
    private let now: @Sendable () -> Date
    private let random: @Sendable (Int) -> [UInt8]

    init(now: @escaping @Sendable () -> Date, random: @escaping @Sendable (Int) -> [UInt8] = RandomBytes.system) {
        self.now = now
        self.random = random
    }

    /// A bearer for a page that was verified just now.
    func open(portalID: Int64, userID: Int?, seesAll: Bool) -> Grant {
        grant(portalID: portalID, userID: userID, seesAll: seesAll, endsAt: now().addingTimeInterval(PageSession.pageLifetime))
    }

    func session(_ bearer: String) -> PageSession? {
        let digest = Self.digest(bearer)
        return table.withLock { $0.session(digest, now: now()) }
    }

    /// A new bearer for the old one, which ends; `nil` when the page's time is over.
    func renew(_ bearer: String) -> Grant? {
        let digest = Self.digest(bearer)
        guard let session = table.withLock({ $0.close(digest, now: now()) }), session.endsAt > now() else { return nil }
        return grant(portalID: session.portalID, userID: session.userID, seesAll: session.seesAll, endsAt: session.endsAt)
    }

    private func grant(portalID: Int64, userID: Int?, seesAll: Bool, endsAt: Date) -> Grant {
        let bearer = Base64URL.encode(random(Self.bearerBytes))
        let moment = now()
        let session = PageSession(
            portalID: portalID, userID: userID, seesAll: seesAll, expiresAt: min(moment.addingTimeInterval(PageSession.bearerLifetime), endsAt), endsAt: endsAt)
        table.withLock { $0.open(Self.digest(bearer), session, now: moment) }
        return Grant(bearer: bearer, expiresAt: session.expiresAt)
    }

    /// The table holds digests, so that a look-up tells nothing about the bearers in it.
    private static func digest(_ bearer: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Data(bearer.utf8))))
    }
}
