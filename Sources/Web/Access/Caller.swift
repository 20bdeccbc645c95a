/// Who was let in.
enum Caller: Sendable, Equatable {
    /// Nobody in particular.
    case anybody
    /// A program of the company.
    case integration
    /// A page opened from a portal.
    case page(PageSession)
    /// The holder of a ticket for one recording of this portal.
    case ticket(portalID: Int64)

    /// The only person whose calls may be shown; `nil` = everybody's. Nobody has the id 0.
    var personID: Int? {
        guard case .page(let session) = self, !session.seesAll else { return nil }
        return session.userID ?? 0
    }

    /// The only portal whose data may be shown; `nil` = any.
    var portalID: Int64? {
        switch self {
        case .anybody, .integration: nil
        case .page(let session): session.portalID
        case .ticket(let portalID): portalID
        }
    }
}
