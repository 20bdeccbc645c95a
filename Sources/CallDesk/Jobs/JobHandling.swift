package import Foundation
package import Storage

/// What a handler gets besides the job itself.
package struct JobContext: Sendable {
    package let job: LeasedJob
    package let now: Date
    /// True once the process is asked to stop: long work returns at its next safe point.
    package let isStopping: @Sendable () -> Bool

    /// A safe point of long work: what is done so far is committed, so the rest may go on later.
    /// - Throws: ``JobInterrupted`` once the process is asked to stop.
    package func checkpoint() throws(JobInterrupted) {
        if isStopping() { throw JobInterrupted() }
    }
}

/// The process is stopping; the job goes back as it was.
package struct JobInterrupted: Error {}

/// Nothing failed; there is something to wait for.
package struct JobPause: Error {
    package let until: Date
    package let reason: String
}

/// Does one kind of job. Handlers are re-entrant: killed anywhere and run again, they end with the same records.
package protocol JobHandling: Sendable {
    var kind: JobKind { get }
    func handle(_ context: JobContext) async throws -> JobResult
    /// The work that follows when the job is given up, asked for in the same commit.
    func afterDeath(of job: LeasedJob, at now: Date) -> [NewJob]
}

extension JobHandling {
    package func afterDeath(of job: LeasedJob, at now: Date) -> [NewJob] { [] }
}

/// What a handler decided, and the jobs that follow from it in the same commit.
package struct JobResult: Sendable {
    package let verdict: JobVerdict
    package let then: [NewJob]

    package init(_ verdict: JobVerdict, then: [NewJob] = []) {
        self.verdict = verdict
        self.then = then
    }

    package static let done = JobResult(.done)
    package static func ignored(_ reason: String) -> JobResult { JobResult(.ignored(reason)) }
    package static func again(at date: Date, _ reason: String) -> JobResult { JobResult(.again(at: date, reason: reason)) }
}
