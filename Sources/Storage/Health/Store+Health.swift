import Foundation
import GRDB

extension Store {
    /// Counts over the indexes, and the durability of the writing connection, asked of SQLite itself.
    package func health() async throws(StoreError) -> StoreHealth {
        let now = now()
        let isDurable = try await onWriter { db in try DatabaseOpening.isSynchronousFull(db) }
        let (databaseBytes, logBytes) = sizes
        return try await read { db in
            let oldest = try JobQueue.oldestDue(now, in: db)
            return StoreHealth(
                isDurable: isDurable, schemaVersion: try Schema.version(db),
                engineVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
                oldestDue: oldest, oldestDueAge: .milliseconds(oldest.map { now.milliseconds - $0.milliseconds } ?? 0),
                jobs: try Self.counts("job", by: "state", in: db), effects: try Self.counts("effect", by: "state", in: db),
                events: try Self.count("inbox", in: db), calls: try Self.count("call", in: db),
                portals: try Self.counts("portal", by: "status", in: db),
                openHandoffs: try Self.count("handoff WHERE state = 'open'", in: db), databaseBytes: databaseBytes, logBytes: logBytes)
        }
    }

    /// Writes the log back into the database file and empties it; a reader in between makes it do less. Deleted text leaves the disk with it.
    package func checkpoint() async throws(StoreError) {
        try await onWriter { db in try DatabaseOpening.truncateLog(db) }
    }

    private static func counts<State: RawRepresentable & CaseIterable & Hashable>(
        _ table: String, by column: String, in db: Database
    ) throws -> [State: Int] where State.RawValue == String {
        var counts = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0, 0) })
        for row in try Row.fetchAll(db, sql: "SELECT \(column) AS state, count(*) AS count FROM \(table) GROUP BY \(column)") {
            if let state = State(rawValue: row["state"]) { counts[state] = row["count"] }
        }
        return counts
    }

    private static func count(_ source: String, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(source)") ?? 0
    }
}
