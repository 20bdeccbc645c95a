/// How long what is over is kept.
package struct Retention: Sendable, Equatable {
    /// Jobs that are done, ignored or ended.
    package var finishedJobs: Duration
    /// Dead letters: long enough for somebody to look.
    package var deadJobs: Duration
    /// Events without an unfinished job.
    package var events: Duration

    package init(
        finishedJobs: Duration = .seconds(14 * 86_400), deadJobs: Duration = .seconds(90 * 86_400), events: Duration = .seconds(14 * 86_400)
    ) {
        self.finishedJobs = finishedJobs
        self.deadJobs = deadJobs
        self.events = events
    }
}

/// What a `prune` deleted.
package struct PruneCount: Sendable, Equatable {
    package var jobs = 0
    package var events = 0
    package var answers = 0
}
