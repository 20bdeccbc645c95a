import Foundation

/// What can happen to a job.
enum JobEvent: Sendable, Equatable {
    /// Somebody asks for the same work.
    case asked(NewJob, eventID: Int64?)
    /// Somebody knows that it may go on now.
    case woken(at: Date)
    case leased(holder: String, until: Date)
    case beat(fence: Int64, until: Date)
    case settled(fence: Int64, JobVerdict, now: Date)
    /// The lease ran out, or its holder's process is gone.
    case lapsed(now: Date)
    case ended(reason: String, now: Date)
    case retried(now: Date)
}
