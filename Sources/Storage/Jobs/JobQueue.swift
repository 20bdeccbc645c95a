import Foundation
import GRDB

/// Performs what ``JobRow`` decides, inside the caller's transaction.
enum JobQueue {
    static func enqueue(_ job: NewJob, eventID: Int64? = nil, now: Date, in db: Database) throws {
        if let row = try unfinished(portalID: job.portalID, kind: job.kind, key: job.key, in: db) {
            _ = try apply(.asked(job, eventID: eventID), to: row, in: db)
        } else {
            try JobRow(job, eventID: eventID, now: now).insert(in: db)
        }
    }

    static func unfinished(portalID: Int64?, kind: String, key: String, in db: Database) throws -> JobRow? {
        try JobRow.first(JobSQL.unfinished, [portalID ?? 0, kind, key], in: db)
    }

    /// Moves a job that nobody else moved meanwhile. Within one SQLite transaction nobody can, but the guard costs nothing and is what an engine
    /// with several writers needs.
    /// - Returns: the moved row, or nil if the diagram has no such arrow.
    static func apply(_ event: JobEvent, to row: JobRow, in db: Database) throws -> JobRow? {
        var moved = row
        guard moved.handle(event) else { return nil }
        let isMoved = try moved.update(
            in: db, where: "state = :wasState AND fence = :wasFence", ["wasState": row.state.rawValue, "wasFence": row.fence])
        return isMoved ? moved : nil
    }

    static func apply(_ event: JobEvent, toJob id: Int64, in db: Database) throws -> JobRow? {
        guard let row = try JobRow.fetch(id: id, in: db) else { return nil }
        return try apply(event, to: row, in: db)
    }

    /// The due job of the highest priority, the one that waits longest first. The priorities in use are visited one by one, so that jobs planned
    /// for later, however many, are never looked through.
    static func due(_ now: Date, in db: Database) throws -> JobRow? {
        var found: JobRow?
        try visitPriorities(in: db) { priority in
            found = try JobRow.first(JobSQL.due, [priority, now.milliseconds], in: db)
            return found == nil
        }
        return found
    }

    /// The earliest planned run or end of a lease.
    static func nextRunAt(in db: Database) throws -> Date? {
        let lapse = try Int64.fetchOne(try db.cachedStatement(sql: JobSQL.earliestLapse))
        return [try earliestRun(in: db), lapse.map(Date.init(milliseconds:))].compactMap { $0 }.min()
    }

    static func oldestDue(_ now: Date, in db: Database) throws -> Date? {
        try earliestRun(in: db).flatMap { $0 <= now ? $0 : nil }
    }

    private static func earliestRun(in db: Database) throws -> Date? {
        var earliest: Int64?
        try visitPriorities(in: db) { priority in
            let time = try Int64.fetchOne(try db.cachedStatement(sql: JobSQL.earliest), arguments: [priority])
            earliest = [earliest, time].compactMap { $0 }.min()
            return true
        }
        return earliest.map(Date.init(milliseconds:))
    }

    /// Frees the jobs whose lease ran out.
    static func recoverLapsed(_ now: Date, in db: Database) throws {
        for row in try JobRow.all(JobSQL.lapsed, [now.milliseconds, StoreLimit.batchRows], in: db) {
            _ = try apply(.lapsed(now: now), to: row, in: db)
        }
    }

    private static func visitPriorities(in db: Database, _ body: (Int) throws -> Bool) throws {
        var priority = try Int.fetchOne(try db.cachedStatement(sql: JobSQL.topPriority))
        while let current = priority, try body(current) {
            priority = try Int.fetchOne(try db.cachedStatement(sql: JobSQL.nextPriority), arguments: [current])
        }
    }
}
