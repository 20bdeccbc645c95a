import Foundation
import GRDB

extension Store {
    package func job(id: Int64) async throws(StoreError) -> JobRow? {
        try await read { db in try JobRow.fetch(id: id, in: db) }
    }

    /// The work of that name: the unfinished job, or else the last one that ended and is still kept.
    package func job(portalID: Int64?, kind: String, key: String) async throws(StoreError) -> JobRow? {
        try await read { db in
            if let row = try JobQueue.unfinished(portalID: portalID, kind: kind, key: key, in: db) { return row }
            return try JobRow.first(
                "SELECT * FROM job WHERE coalesce(portalID, 0) = ? AND kind = ? AND key = ? ORDER BY id DESC LIMIT 1", [portalID ?? 0, kind, key], in: db)
        }
    }

    /// Newest first.
    package func jobs(_ filter: JobFilter = JobFilter()) async throws(StoreError) -> [JobRow] {
        try await read { db in
            var arguments: [String: (any DatabaseValueConvertible)?] = ["limit": StoreLimit.page(filter.limit)]
            var conditions: [String] = []
            func add(_ condition: String, _ name: String, _ value: (any DatabaseValueConvertible)?) {
                guard let value else { return }
                conditions.append(condition)
                arguments[name] = value
            }
            add("kind = :kind", "kind", filter.kind)
            add("coalesce(portalID, 0) = :portal", "portal", filter.portalID)
            add("id < :before", "before", filter.before)
            if !filter.states.isEmpty {
                conditions.append("state IN (\(filter.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
            }
            let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
            return try JobRow.all("SELECT * FROM job WHERE \(condition) ORDER BY id DESC LIMIT :limit", StatementArguments(arguments), in: db)
        }
    }
}
