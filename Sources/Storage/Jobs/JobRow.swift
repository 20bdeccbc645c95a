package import Foundation

/// A job as stored: the value whose arrows are in ``handle(_:)``.
package struct JobRow: Sendable, Equatable, Codable, Discreet {
    package internal(set) var id: Int64
    package internal(set) var portalID: Int64?
    /// The event that asked last, if one did and is still kept.
    package internal(set) var eventID: Int64?
    package internal(set) var kind: String
    package internal(set) var key: String
    package internal(set) var payload: String
    package internal(set) var priority: Int
    package internal(set) var state: JobState
    /// Asked for again while it ran; `runAt` then is the time of the next run.
    package internal(set) var dirty: Bool
    package internal(set) var runAt: Date
    package internal(set) var holder: String?
    package internal(set) var leaseUntil: Date?
    package internal(set) var fence: Int64
    /// Failures counted so far.
    package internal(set) var attempts: Int
    /// Leases lost in a row.
    package internal(set) var lapses: Int
    package internal(set) var lastError: String?
    package internal(set) var createdAt: Date
    package internal(set) var finishedAt: Date?

    init(_ job: NewJob, eventID: Int64?, now: Date) {
        id = 0
        portalID = job.portalID
        self.eventID = eventID
        kind = job.kind
        key = job.key
        payload = job.payload
        priority = job.priority
        state = .ready
        dirty = false
        runAt = job.runAt
        fence = 0
        attempts = 0
        lapses = 0
        createdAt = now
    }

    package var summary: String { "job \(id) \(kind) (\(state.rawValue))" }
}

extension JobRow: StoredRow {
    static var table: String { "job" }
}
