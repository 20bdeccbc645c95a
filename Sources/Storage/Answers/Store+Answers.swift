package import Foundation
import GRDB

extension Store {
    static let answerSQL = "SELECT * FROM rememberedAnswer WHERE coalesce(portalID, 0) = ? AND key = ? AND expiresAt > ?"

    /// Remembers an answer under the request's key for a time. If one is remembered already and not over, that one stays and is returned, so that of
    /// two requests at once both get the first one's answer.
    /// - Throws: `tooLarge`, `invalidValue`.
    @discardableResult
    package func rememberAnswer(
        portalID: Int64?, key: String, bodyHash: String, answer: String, now: Date, lifetime: Duration
    ) async throws(StoreError) -> RememberedAnswer {
        try StoreLimit.check("the answer", answer.utf8.count, atMost: StoreLimit.answerBytes, unit: "bytes")
        return try await write { db in
            if let known = try Self.answer(portalID, key, now, in: db) { return known }
            let row = RememberedAnswer(bodyHash: bodyHash, answer: answer, expiresAt: now.addingTimeInterval(lifetime.seconds).stored)
            try db.run("DELETE FROM rememberedAnswer WHERE coalesce(portalID, 0) = ? AND key = ?", [portalID ?? 0, key])
            try db.run(
                "INSERT INTO rememberedAnswer (portalID, key, bodyHash, answer, expiresAt) VALUES (?, ?, ?, ?, ?)",
                [portalID, key, bodyHash, answer, row.expiresAt.milliseconds])
            try Self.forgetOldest(keeping: StoreLimit.rememberedAnswers, in: db)
            return row
        }
    }

    /// The answer remembered under this key, unless its time is over.
    package func answer(portalID: Int64?, key: String, now: Date) async throws(StoreError) -> RememberedAnswer? {
        try await read { db in try Self.answer(portalID, key, now, in: db) }
    }

    /// Ids grow by one, so the newest `count` ids hold at most as many rows.
    static func forgetOldest(keeping count: Int, in db: Database) throws {
        try db.run("DELETE FROM rememberedAnswer WHERE id <= (SELECT max(id) FROM rememberedAnswer) - ?", [count])
    }

    private static func answer(_ portalID: Int64?, _ key: String, _ now: Date, in db: Database) throws -> RememberedAnswer? {
        let statement = try db.cachedStatement(sql: answerSQL)
        return try Row.fetchOne(statement, arguments: [portalID ?? 0, key, now.milliseconds]).map { row in
            RememberedAnswer(bodyHash: row["bodyHash"], answer: row["answer"], expiresAt: Date(milliseconds: row["expiresAt"]))
        }
    }
}
