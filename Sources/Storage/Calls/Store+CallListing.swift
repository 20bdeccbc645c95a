package import Foundation
import GRDB

extension Store {
    /// Newest first; `before` is an id, for the next page. A nil portal means the calls without one. No listing crosses portals.
    /// With a person: only the calls that this user of the portal answered or is responsible for.
    package func calls(portalID: Int64?, personID: Int? = nil, limit: Int = 100, before: Int64? = nil) async throws(StoreError) -> [CallRow] {
        guard let personID else { return try await calls("id < ?", before ?? Int64.max, portalID, limit) }
        return try await read { db in
            try CallRow.all(
                """
                SELECT * FROM call WHERE coalesce(portalID, 0) = ? AND id < ? AND (answeredBy = ? OR responsibleID = ?) ORDER BY id DESC LIMIT ?
                """, [portalID ?? 0, before ?? Int64.max, personID, personID, StoreLimit.page(limit)], in: db)
        }
    }

    package func calls(portalID: Int64?, leadID: Int, limit: Int = 100) async throws(StoreError) -> [CallRow] {
        try await calls("leadID = ?", leadID, portalID, limit)
    }

    package func calls(portalID: Int64?, activityID: Int, limit: Int = 100) async throws(StoreError) -> [CallRow] {
        try await calls("activityID = ?", activityID, portalID, limit)
    }

    /// - Parameter phone: E.164, as stored.
    package func calls(portalID: Int64?, phone: String, limit: Int = 100) async throws(StoreError) -> [CallRow] {
        try await calls("phone = ?", phone, portalID, limit)
    }

    /// Calls of all portals made before that time of which something is still kept: a recording, an analysis or the number. Oldest first.
    package func callsWithContent(createdBefore date: Date, limit: Int) async throws(StoreError) -> [CallRow] {
        try await read { db in
            try CallRow.all(
                """
                SELECT * FROM call WHERE createdAt < ? AND (recordingPath IS NOT NULL OR analysis IS NOT NULL OR phone IS NOT NULL) ORDER BY id LIMIT ?
                """, [date.milliseconds, StoreLimit.page(limit)], in: db)
        }
    }

    private func calls(
        _ condition: String, _ value: any DatabaseValueConvertible & Sendable, _ portalID: Int64?, _ limit: Int
    ) async throws(StoreError) -> [CallRow] {
        try await read { db in
            try CallRow.all(
                "SELECT * FROM call WHERE coalesce(portalID, 0) = ? AND \(condition) ORDER BY id DESC LIMIT ?",
                [portalID ?? 0, value, StoreLimit.page(limit)],
                in: db)
        }
    }
}
