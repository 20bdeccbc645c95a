/// A job that a worker has now. The fence grows with each lease of the job, so that a worker that lost it can no longer change it.
package struct LeasedJob: Sendable, Equatable, Discreet {
    package let id: Int64
    package let portalID: Int64?
    /// The event that asked last, if one did.
    package let eventID: Int64?
    package let kind: String
    package let key: String
    package let payload: String
    /// 1 for the first; counts failures only, neither `again` nor lost leases.
    package let attempt: Int
    /// Leases lost in a row before this one.
    package let lapses: Int
    package let fence: Int64

    package var summary: String { "job \(id) \(kind), attempt \(attempt)" }

    init(_ row: JobRow) {
        id = row.id
        portalID = row.portalID
        eventID = row.eventID
        kind = row.kind
        key = row.key
        payload = row.payload
        attempt = row.attempts + 1
        lapses = row.lapses
        fence = row.fence
    }
}
