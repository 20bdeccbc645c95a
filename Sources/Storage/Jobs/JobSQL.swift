/// The queue's hot questions, each answered by an index alone. `INDEXED BY` stands where SQLite, without statistics, would take a lesser index and
/// sort.
enum JobSQL {
    static let unfinished = "SELECT * FROM job WHERE coalesce(portalID, 0) = ? AND kind = ? AND key = ? AND state IN ('ready', 'leased')"
    static let topPriority = "SELECT max(priority) FROM job WHERE state = 'ready'"
    static let nextPriority = "SELECT max(priority) FROM job WHERE state = 'ready' AND priority < ?"
    static let due = "SELECT * FROM job WHERE state = 'ready' AND priority = ? AND runAt <= ? ORDER BY runAt, id LIMIT 1"
    static let earliest = "SELECT min(runAt) FROM job WHERE state = 'ready' AND priority = ?"
    static let earliestLapse = "SELECT min(leaseUntil) FROM job WHERE state = 'leased'"
    static let lapsed = "SELECT * FROM job INDEXED BY jobLeased WHERE state = 'leased' AND leaseUntil <= ? ORDER BY leaseUntil LIMIT ?"
    static let othersLeases = "SELECT * FROM job WHERE state = 'leased' AND holder != ? ORDER BY id"
}
