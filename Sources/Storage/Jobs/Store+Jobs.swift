package import Foundation
import GRDB

extension Store {
    /// Asks for work; all or none is stored.
    /// - Throws: `tooLarge`, `invalidValue`.
    package func enqueue(_ jobs: [NewJob]) async throws(StoreError) {
        try NewJob.check(jobs)
        let now = now()
        try await write { db in
            for job in jobs { try JobQueue.enqueue(job, now: now, in: db) }
        }
    }

    /// Takes the due job of the highest priority. A job whose lease ran out is due again, until it lapsed ``StoreLimit/lapsesPerJob`` times in a row.
    /// - Parameter holder: names the process, the same for all its workers.
    package func lease(holder: String, now: Date, until: Date) async throws(StoreError) -> LeasedJob? {
        try await write { db in
            try JobQueue.recoverLapsed(now, in: db)
            guard let row = try JobQueue.due(now, in: db) else { return nil }
            return try JobQueue.apply(.leased(holder: holder, until: until), to: row, in: db).map(LeasedJob.init)
        }
    }

    /// Takes this one job if it is due: for a command that has the storage for a moment and leaves all other work to the server.
    package func lease(portalID: Int64?, kind: String, key: String, holder: String, now: Date, until: Date) async throws(StoreError) -> LeasedJob? {
        try await write { db in
            try JobQueue.recoverLapsed(now, in: db)
            guard let row = try JobQueue.unfinished(portalID: portalID, kind: kind, key: key, in: db), row.runAt <= now else { return nil }
            return try JobQueue.apply(.leased(holder: holder, until: until), to: row, in: db).map(LeasedJob.init)
        }
    }

    /// Extends a lease; false if it is lost.
    package func beat(_ lease: LeasedJob, until: Date) async throws(StoreError) -> Bool {
        try await write { db in try JobQueue.apply(.beat(fence: lease.fence, until: until), toJob: lease.id, in: db) != nil }
    }

    /// Ends a run, and asks for the jobs that follow from it in the same transaction; false, and nothing is stored, if the lease is lost.
    package func settle(_ lease: LeasedJob, _ verdict: JobVerdict, then jobs: [NewJob] = [], now: Date) async throws(StoreError) -> Bool {
        try NewJob.check(jobs)
        return try await write { db in
            guard try JobQueue.apply(.settled(fence: lease.fence, verdict, now: now), toJob: lease.id, in: db) != nil else { return false }
            for job in jobs { try JobQueue.enqueue(job, now: now, in: db) }
            return true
        }
    }

    /// Lets an unfinished job run at this time if it would run later, once more if it runs now; false if there is none.
    package func wake(portalID: Int64?, kind: String, key: String, at time: Date) async throws(StoreError) -> Bool {
        return try await write { db in
            guard let row = try JobQueue.unfinished(portalID: portalID, kind: kind, key: key, in: db) else { return false }
            return try JobQueue.apply(.woken(at: time), to: row, in: db) != nil
        }
    }

    /// At start: what a previous process held is free at once. Each such job counts one lost lease.
    /// - Returns: how many were freed.
    @discardableResult
    package func releaseLeases(notHeldBy holder: String) async throws(StoreError) -> Int {
        let now = now()
        return try await write { db in
            try JobRow.all(JobSQL.othersLeases, [holder], in: db).filter { row in try JobQueue.apply(.lapsed(now: now), to: row, in: db) != nil }
                .count
        }
    }

    /// Puts a dead letter back; false if the job is not dead, or the same work is unfinished already.
    package func retryJob(id: Int64) async throws(StoreError) -> Bool {
        let now = now()
        return try await write { db in
            guard let row = try JobRow.fetch(id: id, in: db),
                try JobQueue.unfinished(portalID: row.portalID, kind: row.kind, key: row.key, in: db) == nil
            else { return false }
            return try JobQueue.apply(.retried(now: now), to: row, in: db) != nil
        }
    }

    /// When there will be something to lease, if nothing new comes: the earliest planned run or end of a lease.
    package func nextRunAt() async throws(StoreError) -> Date? {
        try await read { db in try JobQueue.nextRunAt(in: db) }
    }

    /// Cancels unfinished jobs of a portal, running ones included (their workers find the lease lost).
    /// - Returns: how many were ended.
    @discardableResult
    package func endJobs(portalID: Int64?, kind: String? = nil, key: String? = nil, keyPrefix: String? = nil, reason: String) async throws(StoreError) -> Int {
        let now = now()
        return try await write { db in
            let rows = try JobRow.all(
                """
                SELECT * FROM job WHERE coalesce(portalID, 0) = :portal AND state IN ('ready', 'leased')
                AND (:kind IS NULL OR kind = :kind) AND (:key IS NULL OR key = :key) AND (:prefix IS NULL OR substr(key, 1, length(:prefix)) = :prefix)
                """, ["portal": portalID ?? 0, "kind": kind, "key": key, "prefix": keyPrefix], in: db)
            return try rows.filter { row in try JobQueue.apply(.ended(reason: reason, now: now), to: row, in: db) != nil }.count
        }
    }
}
