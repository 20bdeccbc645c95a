package import Foundation

/// Work to be done. Among unfinished jobs (portalID, kind, key) is unique: asking again joins the job that waits (the earlier `runAt`, the higher
/// priority and the newer payload count), or makes the one that runs go once more when it has ended.
package struct NewJob: Sendable, Equatable, Discreet {
    package var portalID: Int64?
    package var kind: String
    package var key: String
    /// JSON without secrets, at most ``StoreLimit/jobPayloadBytes``.
    package var payload: String
    package var runAt: Date
    /// Higher first, within ± ``StoreLimit/priority``; use few values.
    package var priority: Int

    package init(portalID: Int64?, kind: String, key: String, payload: String = "{}", runAt: Date, priority: Int = 0) {
        self.portalID = portalID
        self.kind = kind
        self.key = key
        self.payload = payload
        self.runAt = runAt
        self.priority = priority
    }

    package var summary: String { "new job \(kind)" }

    /// - Throws: `tooLarge`.
    static func check(_ jobs: [NewJob]) throws(StoreError) {
        try StoreLimit.check("the list", jobs.count, atMost: StoreLimit.jobsPerCall, unit: "jobs")
        for job in jobs {
            try StoreLimit.check("the job's payload", job.payload.utf8.count, atMost: StoreLimit.jobPayloadBytes, unit: "bytes")
        }
    }
}
