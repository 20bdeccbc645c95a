import GRDB

/// Opens the pool with the pragmas the promises rest on. The system's SQLite may have the WAL-reset bug of versions before 3.51.3 (a commit lost
/// when one connection writes while another checkpoints): the pool has one writing connection, only it checkpoints, and the directory's lock keeps
/// other processes out.
enum DatabaseOpening {
    static func open(path: String) throws(StoreError) -> DatabasePool {
        do {
            let pool = try DatabasePool(path: path, configuration: configuration())
            // After opening, since GRDB's own set-up of WAL ends with NORMAL, which loses the last commits when the power fails.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA journal_size_limit = \(StoreLimit.logBytes)")
                let pageBytes = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
                try db.execute(sql: "PRAGMA max_page_count = \(StoreLimit.databaseBytes / pageBytes)")
            }
            return pool
        } catch { throw StoreError(error) }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "voice-agent"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(StoreLimit.busySeconds)
        configuration.maximumReaderCount = StoreLimit.readers
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")  // Deleted text is overwritten, not only unlinked.
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }

    /// Refuses a connection that would acknowledge what it has not synced.
    /// - Throws: `notDurable`.
    static func assertDurable(_ pool: DatabasePool) throws(StoreError) {
        do { try pool.writeWithoutTransaction { db in try assertDurable(db) } } catch { throw StoreError(error) }
    }

    static func assertDurable(_ db: Database) throws {
        guard try isSynchronousFull(db) else {
            throw StoreError(
                .notDurable, "SQLite does not sync its commits (synchronous is not FULL), so nothing is stored: report this with the SQLite version")
        }
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else {
            throw StoreError(.notDurable, "SQLite cannot use its write-ahead log here: put STORAGE_PATH on a local file system")
        }
        guard try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1 else {
            throw StoreError(.notDurable, "SQLite does not enforce foreign keys: report this with the SQLite version")
        }
    }

    /// Writes the log back into the database file and empties it. As a statement, since GRDB's own checkpoint hands SQLite a null pointer once
    /// closed.
    static func truncateLog(_ db: Database) throws {
        _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// https://www.sqlite.org/pragma.html#pragma_synchronous : 2 is FULL, 3 EXTRA.
    static func isSynchronousFull(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA synchronous").map { $0 >= 2 } ?? false
    }
}
