import Foundation

/// A page that a portal's user has open: what it may see, and until when.
struct PageSession: Sendable, Equatable {
    /// A bearer works for this many seconds; the page then has a new one.
    static let bearerLifetime: TimeInterval = 600
    /// However often renewed, a page must be opened anew after this many seconds.
    static let pageLifetime: TimeInterval = 8 * 3600

    let portalID: Int64
    let userID: Int?
    /// Everybody's calls, not only those the user answered or is responsible for.
    let seesAll: Bool
    /// When the bearer ends.
    let expiresAt: Date
    /// When the page ends.
    let endsAt: Date
}

/// The open pages by the digest of their bearers: bounded, the one that ends first gives way.
struct PageSessionTable: Sendable {
    /// Pages open at once.
    static let sessionsMax = 10_000

    private var sessions: [String: PageSession] = [:]

    var count: Int { sessions.count }

    mutating func open(_ digest: String, _ session: PageSession, now: Date) {
        if sessions.count >= Self.sessionsMax { sessions = sessions.filter { $0.value.expiresAt > now } }
        if sessions.count >= Self.sessionsMax, let first = sessions.min(by: { $0.value.expiresAt < $1.value.expiresAt }) { sessions[first.key] = nil }
        sessions[digest] = session
    }

    func session(_ digest: String, now: Date) -> PageSession? {
        sessions[digest].flatMap { $0.expiresAt > now ? $0 : nil }
    }

    /// Takes the session out, so that its bearer no longer works.
    mutating func close(_ digest: String, now: Date) -> PageSession? {
        defer { sessions[digest] = nil }
        return session(digest, now: now)
    }
}
