import Foundation
import GRDB

/// One step of the schema. Once released it never changes; a later need gets a new number.
struct Migration: Sendable {
    /// Number and table, as stored in the database.
    let name: String
    let sql: String
}

/// The numbered migrations, each applied in a transaction of its own.
enum Schema {
    static let migrations: [Migration] = [.portal001, .queue002, .call003, .effect004, .handoff005, .hearing006, .mode007]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
        }
        return migrator
    }

    /// Brings the database to this version's schema.
    /// - Throws: `newerSchema` if it knows migrations that this version does not.
    static func migrate(_ pool: DatabasePool) throws(StoreError) {
        let migrator = migrator
        do {
            if try pool.read({ db in try migrator.hasBeenSuperseded(db) }) {
                throw StoreError(
                    .newerSchema, "this database was written by a newer version: install that version, or restore a backup made before the update")
            }
            try migrator.migrate(pool)
        } catch { throw StoreError(error) }
    }

    /// The number of migrations that were applied.
    static func version(_ db: Database) throws -> Int {
        try migrator.appliedMigrations(db).count
    }
}
