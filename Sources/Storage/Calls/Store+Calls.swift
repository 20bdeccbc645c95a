package import Foundation
import GRDB

extension Store {
    static let callByExternalIDSQL = "SELECT * FROM call WHERE coalesce(portalID, 0) = ? AND externalID = ?"

    /// Reads the call, or a new one with stage `new`, lets `change` alter it and stores it, all in one transaction. Nothing is written for an
    /// existing call that `change` leaves as it is.
    package func upsertCall(
        portalID: Int64?, externalID: String, now: Date, then jobs: [NewJob] = [], change: @escaping @Sendable (inout CallRow) -> Void
    ) async throws(StoreError) -> CallRow {
        try await changeCall(now: now, then: jobs, change) { db in
            try Self.call(portalID, externalID, in: db) ?? CallRow(portalID: portalID, externalID: externalID, now: now)
        }
    }

    /// Alters a call, and asks for jobs in the same transaction.
    /// - Throws: `notFound`, `tooLarge` (analysis), `invalidValue`.
    package func updateCall(
        id: Int64, now: Date, then jobs: [NewJob] = [], change: @escaping @Sendable (inout CallRow) -> Void
    ) async throws(StoreError) -> CallRow {
        try await changeCall(now: now, then: jobs, change) { db in try CallRow.find(id: id, in: db) }
    }

    /// Stores a call together with what was said in it, and asks for its jobs, all in one transaction.
    /// - Parameters:
    ///   - jobs: asked for whether or not the call changes.
    ///   - change: false = the call and its transcript stay as they are.
    /// - Throws: `tooLarge` (analysis, transcript), `invalidValue`.
    package func upsertHeardCall(
        portalID: Int64?, externalID: String, transcript: [UtteranceRow], now: Date, then jobs: [NewJob],
        change: @escaping @Sendable (inout CallRow) -> Bool
    ) async throws(StoreError) -> CallRow {
        try NewJob.check(jobs)
        try Self.check(transcript)
        return try await write { db in
            let found = try Self.call(portalID, externalID, in: db) ?? CallRow(portalID: portalID, externalID: externalID, now: now)
            var isWanted = false
            let row = try Self.stored(
                found,
                changedBy: { call in
                    var changed = call
                    isWanted = change(&changed)
                    if isWanted { call = changed }
                }, now: now, in: db)
            if isWanted { try Self.replaceUtterances(row.id, transcript, in: db) }
            for job in jobs { try JobQueue.enqueue(job, now: now, in: db) }
            return row
        }
    }

    private func changeCall(
        now: Date, then jobs: [NewJob], _ change: @escaping @Sendable (inout CallRow) -> Void,
        _ find: @escaping @Sendable (Database) throws -> CallRow
    ) async throws(StoreError) -> CallRow {
        try NewJob.check(jobs)
        return try await write { db in
            let row = try Self.stored(try find(db), changedBy: change, now: now, in: db)
            for job in jobs { try JobQueue.enqueue(job, now: now, in: db) }
            return row
        }
    }

    private static func stored(_ found: CallRow, changedBy change: (inout CallRow) -> Void, now: Date, in db: Database) throws -> CallRow {
        var row = found
        change(&row)
        row.startedAt = row.startedAt?.stored
        try StoreLimit.check("the analysis", row.analysis?.utf8.count ?? 0, atMost: StoreLimit.analysisBytes, unit: "bytes")
        if found.id == 0 { return try row.insertNew(in: db) }
        guard row != found else { return found }
        row.updatedAt = now.stored
        row.version += 1
        guard try row.update(in: db, where: "version = :wasVersion", ["wasVersion": found.version]) else {
            throw StoreError(.busy, "the call was changed at the same time: try again")
        }
        return row
    }

    package func call(portalID: Int64?, externalID: String) async throws(StoreError) -> CallRow? {
        try await read { db in try Self.call(portalID, externalID, in: db) }
    }

    package func call(id: Int64) async throws(StoreError) -> CallRow? {
        try await read { db in try CallRow.fetch(id: id, in: db) }
    }

    private static func call(_ portalID: Int64?, _ externalID: String, in db: Database) throws -> CallRow? {
        try CallRow.first(callByExternalIDSQL, [portalID ?? 0, externalID], in: db)
    }
}
