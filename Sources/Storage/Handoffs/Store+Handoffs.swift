import Foundation
import GRDB

extension Store {
    /// Inserts the hand-off, or replaces the one of the same task; the id of the argument does not count and `createdAt` stays.
    package func saveHandoff(_ handoff: HandoffRow) async throws(StoreError) -> HandoffRow {
        let now = now()
        return try await write { db in
            var row = handoff
            row.closedAt = row.state == .closed ? row.closedAt ?? now : nil
            guard let known = try HandoffRow.first("SELECT * FROM handoff WHERE portalID = ? AND taskID = ?", [row.portalID, row.taskID], in: db)
            else {
                return try row.insertNew(in: db)
            }
            row.id = known.id
            row.createdAt = known.createdAt
            _ = try row.update(in: db)
            return try HandoffRow.find(id: known.id, in: db)
        }
    }

    /// Open hand-offs of a portal, oldest first; with a lead or a deal, only those of it.
    package func openHandoffs(portalID: Int64, leadID: Int? = nil, dealID: Int? = nil) async throws(StoreError) -> [HandoffRow] {
        try await read { db in
            var conditions = "portalID = :portal"
            var arguments: [String: (any DatabaseValueConvertible)?] = ["portal": portalID, "limit": StoreLimit.pageRows]
            for (column, id) in [("leadID", leadID), ("dealID", dealID)] {
                guard let id else { continue }
                conditions += " AND \(column) = :\(column)"
                arguments[column] = id
            }
            return try HandoffRow.all(
                "SELECT * FROM handoff WHERE \(conditions) AND state = 'open' ORDER BY id LIMIT :limit", StatementArguments(arguments), in: db)
        }
    }

    /// All hand-offs of a call, oldest first.
    package func handoffs(callID: Int64) async throws(StoreError) -> [HandoffRow] {
        try await read { db in
            try HandoffRow.all("SELECT * FROM handoff WHERE callID = ? ORDER BY id LIMIT ?", [callID, StoreLimit.pageRows], in: db)
        }
    }
}
