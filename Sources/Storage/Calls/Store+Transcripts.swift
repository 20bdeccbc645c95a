import GRDB

extension Store {
    /// Replaces the whole transcript of a call in one transaction.
    /// - Throws: `tooLarge`, `invalidValue` (unknown call or side, stop before start, a position twice).
    package func replaceUtterances(callID: Int64, _ utterances: [UtteranceRow]) async throws(StoreError) {
        try Self.check(utterances)
        try await write { db in try Self.replaceUtterances(callID, utterances, in: db) }
    }

    /// - Throws: `tooLarge`.
    static func check(_ utterances: [UtteranceRow]) throws(StoreError) {
        try StoreLimit.check("the transcript", utterances.count, atMost: StoreLimit.utterancesPerCall, unit: "utterances")
        for utterance in utterances {
            try StoreLimit.check("an utterance", utterance.text.utf8.count, atMost: StoreLimit.utteranceBytes, unit: "bytes")
        }
    }

    static func replaceUtterances(_ callID: Int64, _ utterances: [UtteranceRow], in db: Database) throws {
        try db.run("DELETE FROM utterance WHERE callID = ?", [callID])
        for row in utterances {
            try db.run(
                "INSERT INTO utterance (callID, position, side, start, stop, text, confidence, provider) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [callID, row.position, row.side, row.start, row.stop, row.text, row.confidence, row.provider])
        }
    }

    /// In order of position.
    package func utterances(callID: Int64) async throws(StoreError) -> [UtteranceRow] {
        try await read { db in
            try Row.fetchAll(try db.cachedStatement(sql: "SELECT * FROM utterance WHERE callID = ? ORDER BY position"), arguments: [callID]).map {
                row in
                UtteranceRow(
                    position: row["position"], side: row["side"], start: row["start"], stop: row["stop"], text: row["text"],
                    confidence: row["confidence"],
                    provider: row["provider"])
            }
        }
    }

    /// Stores the answer for one piece; a second one for the same piece replaces it.
    /// - Throws: `tooLarge`, `invalidValue` (unknown call).
    package func saveRecognisedPiece(callID: Int64, sequence: Int, channel: Int, json: String) async throws(StoreError) {
        try StoreLimit.check("the recognised piece", json.utf8.count, atMost: StoreLimit.pieceBytes, unit: "bytes")
        try await write { db in
            try db.run(
                """
                INSERT INTO recognisedPiece (callID, channel, sequence, json) VALUES (?, ?, ?, ?)
                ON CONFLICT (callID, channel, sequence) DO UPDATE SET json = excluded.json
                """, [callID, channel, sequence, json])
        }
    }

    /// By channel, then sequence.
    package func recognisedPieces(callID: Int64) async throws(StoreError) -> [RecognisedPieceRow] {
        try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM recognisedPiece WHERE callID = ? ORDER BY channel, sequence")
            return try Row.fetchAll(statement, arguments: [callID]).map { row in
                RecognisedPieceRow(sequence: row["sequence"], channel: row["channel"], json: row["json"])
            }
        }
    }

    /// Once the transcript is stored.
    package func deleteRecognisedPieces(callID: Int64) async throws(StoreError) {
        try await write { db in try db.run("DELETE FROM recognisedPiece WHERE callID = ?", [callID]) }
    }
}
