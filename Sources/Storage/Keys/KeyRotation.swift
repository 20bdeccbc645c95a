import Foundation
import GRDB

/// Puts every sealed column under another key. Runs inside the caller's transaction.
struct KeyRotation: Sendable {
    let from: ColumnCipher
    let to: ColumnCipher

    init(from: ColumnCipher, to: ColumnCipher) {
        self.from = from
        self.to = to
    }

    /// - Throws: `secretUnreadable` if a value is under neither key; nothing is changed then.
    func reencrypt(_ db: Database) throws {
        for column in PortalRow.sealedColumns {
            try reencrypt(
                db, table: "portal", column: column,
                rows: "SELECT id, memberID, clientID, \(column) AS sealed FROM portal WHERE id > ? ORDER BY id LIMIT ?")
        }
        try reencrypt(
            db, table: "inbox", column: "body",
            rows: """
                SELECT inbox.id, coalesce(memberID, '') AS memberID, coalesce(clientID, '') AS clientID, body AS sealed
                FROM inbox LEFT JOIN portal ON portal.id = inbox.portalID WHERE inbox.id > ? ORDER BY inbox.id LIMIT ?
                """)
    }

    private func reencrypt(_ db: Database, table: String, column: String, rows sql: String) throws {
        var last: Int64 = 0
        while true {
            let rows = try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [last, StoreLimit.batchRows])
            for row in rows {
                let place = SealedPlace(table: table, column: column, memberID: row["memberID"], clientID: row["clientID"])
                let sealed = try to.seal(try from.open(row["sealed"], at: place), at: place)
                last = row["id"]
                try db.run("UPDATE \(table) SET \(column) = ? WHERE id = ?", [sealed, last])
            }
            if rows.count < StoreLimit.batchRows { return }
        }
    }
}
