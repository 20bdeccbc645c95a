/// Every bound of the store, with its unit. What is over a bound is refused with ``StoreError/Code/tooLarge`` or ``StoreError/Code/busy``, or cut
/// where the name says so; nothing grows without one of these.
package enum StoreLimit {
    /// Bytes of one stored event body.
    package static let eventBodyBytes = 65_536
    /// UTF-8 bytes of one job's payload.
    package static let jobPayloadBytes = 65_536
    /// Jobs in one `enqueue`, `settle` or `updateCall`.
    package static let jobsPerCall = 1_000
    /// Characters kept of a job's last error or an effect's note; longer text is cut.
    package static let noteCharacters = 500
    /// Times a job may lose its lease in a row (its process died or hung) before it is a dead letter.
    package static let lapsesPerJob = 20
    /// Highest priority of a job; the lowest is its negative. The lease looks at each priority in use, so there are few.
    package static let priority = 100
    /// Rows of any one listing.
    package static let pageRows = 500
    /// Utterances of one call.
    package static let utterancesPerCall = 20_000
    /// UTF-8 bytes of one utterance.
    package static let utteranceBytes = 65_536
    /// UTF-8 bytes of one recognised piece.
    package static let pieceBytes = 1_048_576
    /// UTF-8 bytes of one call's analysis.
    package static let analysisBytes = 1_048_576
    /// Remembered answers over all portals; the oldest give way.
    package static let rememberedAnswers = 100_000
    /// UTF-8 bytes of one remembered answer.
    package static let answerBytes = 65_536
    /// Writes that may wait for the one writer before more are refused.
    package static let waitingWrites = 4_096
    /// Reads that may wait for a reader before more are refused.
    package static let waitingReads = 4_096
    /// Read-only connections.
    package static let readers = 4
    /// Seconds a connection waits for a lock of SQLite.
    package static let busySeconds = 5.0
    /// Bytes of the database file; beyond, a write fails as if the disk were full.
    package static let databaseBytes = 34_359_738_368
    /// Bytes the write-ahead log is cut back to after a checkpoint.
    package static let logBytes = 67_108_864
    /// Rows deleted or re-encrypted at a time.
    package static let batchRows = 500
    /// Batches of one `prune`; what is left waits for the next.
    package static let pruneBatches = 200
    /// Bytes read of a key file.
    package static let keyFileBytes = 256
}
