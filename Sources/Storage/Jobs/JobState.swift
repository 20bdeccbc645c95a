/// Where a job stands. The arrows are in ``JobRow/handle(_:)``.
package enum JobState: String, Sendable, Codable, CaseIterable {
    /// Waits for `runAt` and a worker.
    case ready
    /// A worker has it until `leaseUntil`.
    case leased
    case done
    /// There was nothing to do.
    case ignored
    /// Given up after too many failures; can be retried by hand.
    case dead
    /// Cancelled, because what it was about is gone.
    case ended

    package var isFinished: Bool { self != .ready && self != .leased }
}
