import Foundation
import GRDB

extension Store {
    static let eventByDedupKeySQL = "SELECT id FROM inbox WHERE coalesce(portalID, 0) = ? AND dedupKey = ?"

    /// Stores the event and its job in one synced transaction: after the return both survive a power cut, before it neither exists.
    /// A repeated event (same `dedupKey`) is not stored twice, but its job is asked for again: events of one second may look alike, and running
    /// twice is harmless. The job's `eventID` is set here.
    /// - Returns: the id of the event's row.
    /// - Throws: `tooLarge`, `invalidValue`, `notFound` (portal), `diskFull`, `busy`.
    package func accept(_ event: NewEvent, job: NewJob) async throws(StoreError) -> Int64 {
        try StoreLimit.check("the event", event.body.count, atMost: StoreLimit.eventBodyBytes, unit: "bytes")
        try NewJob.check([job])
        let (cipher, now) = (cipher, now())
        return try await write { db in
            let id = try Self.insert(event, cipher, in: db)
            try JobQueue.enqueue(job, eventID: id, now: now, in: db)
            return id
        }
    }

    /// The event with its body decrypted.
    package func event(id: Int64) async throws(StoreError) -> EventRow? {
        let cipher = cipher
        return try await read { db in
            guard let row = try Row.fetchOne(try db.cachedStatement(sql: "SELECT * FROM inbox WHERE id = ?"), arguments: [id]) else { return nil }
            let portalID: Int64? = row["portalID"]
            let body = try cipher.open(row["body"], at: try Self.bodyPlace(portalID: portalID, in: db))
            return EventRow(
                id: id, portalID: portalID, name: row["name"], body: body, dedupKey: row["dedupKey"],
                receivedAt: Date(milliseconds: row["receivedAt"]))
        }
    }

    private static func insert(_ event: NewEvent, _ cipher: ColumnCipher, in db: Database) throws -> Int64 {
        if let key = event.dedupKey,
            let id = try Int64.fetchOne(try db.cachedStatement(sql: eventByDedupKeySQL), arguments: [event.portalID ?? 0, key])
        {
            return id
        }
        let sealed = try cipher.seal(event.body, at: try bodyPlace(portalID: event.portalID, in: db))
        try db.run(
            "INSERT INTO inbox (portalID, name, body, dedupKey, receivedAt) VALUES (?, ?, ?, ?, ?)",
            [event.portalID, event.name, sealed, event.dedupKey, event.receivedAt.milliseconds])
        return db.lastInsertedRowID
    }

    private static func bodyPlace(portalID: Int64?, in db: Database) throws -> SealedPlace {
        guard let portalID else { return SealedPlace(table: "inbox", column: "body", memberID: "", clientID: "") }
        let statement = try db.cachedStatement(sql: "SELECT memberID, clientID FROM portal WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [portalID]) else {
            throw StoreError(.notFound, "there is no portal with the id \(portalID)")
        }
        return SealedPlace(table: "inbox", column: "body", memberID: row["memberID"], clientID: row["clientID"])
    }
}
