package import Foundation
import GRDB

extension Store {
    /// Deletes what is over its time, ``StoreLimit/batchRows`` in one transaction so that other writes pass in between; after
    /// ``StoreLimit/pruneBatches`` of a kind the rest waits for the next call.
    package func prune(now: Date, _ retention: Retention = Retention()) async throws(StoreError) -> PruneCount {
        func before(_ age: Duration) -> Int64 { now.addingTimeInterval(-age.seconds).milliseconds }
        let finished = "finishedAt IS NOT NULL AND finishedAt < ?"
        var count = PruneCount()
        count.jobs += try await delete("job", where: "\(finished) AND state IN ('done', 'ignored', 'ended')", before(retention.finishedJobs))
        count.jobs += try await delete("job", where: "\(finished) AND state = 'dead'", before(retention.deadJobs))
        count.events = try await delete(
            "inbox",
            where: "receivedAt < ? AND NOT EXISTS (SELECT 1 FROM job WHERE job.eventID = inbox.id AND job.state IN ('ready', 'leased'))",
            before(retention.events))
        count.answers = try await delete("rememberedAnswer", where: "expiresAt <= ?", now.milliseconds)
        return count
    }

    private func delete(_ table: String, where condition: String, _ time: Int64) async throws(StoreError) -> Int {
        var total = 0
        for _ in 0..<StoreLimit.pruneBatches {
            let count = try await write { db in
                try db.run("DELETE FROM \(table) WHERE id IN (SELECT id FROM \(table) WHERE \(condition) LIMIT \(StoreLimit.batchRows))", [time])
                return db.changesCount
            }
            total += count
            if count < StoreLimit.batchRows { break }
        }
        return total
    }
}
