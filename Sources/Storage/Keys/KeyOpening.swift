import Foundation
import GRDB

/// Where the master key came from.
package enum MasterKeyOrigin: String, Sendable {
    /// STORAGE_MASTER_KEY.
    case configured
    /// `master.key` in the directory.
    case file
    /// `master.key`, made just now: without a copy of it a backup of the database alone is worth little.
    case made
}

struct OpenedKeys: Sendable {
    let cipher: ColumnCipher
    let origin: MasterKeyOrigin
}

/// Finds the master key, proves it against the stored check value and rotates from the previous key.
struct KeyOpening {
    private static let place = SealedPlace(table: "storageKey", column: "checkValue", memberID: "", clientID: "")
    private static let proof = Array("voice-agent storage".utf8)

    let configuration: StoreConfiguration
    let keyFile: String

    private struct Check: Sendable {
        let keyID: String
        let value: Data
    }

    /// - Throws: `keyMissing`, `keyUnusable`, `wrongKey`, `directoryUnusable`.
    func open(_ pool: DatabasePool) throws(StoreError) -> OpenedKeys {
        do {
            let check = try pool.read { db in try Self.check(db) }
            let (key, origin) = try masterKey(isFirstStart: check == nil)
            let cipher = ColumnCipher(key, random: configuration.random)
            if let check, !Self.opens(check, with: cipher) {
                try rotate(pool, check: check, to: cipher)
            } else if check == nil {
                try pool.write { db in try Self.store(cipher, in: db) }
            }
            return OpenedKeys(cipher: cipher, origin: origin)
        } catch { throw StoreError(error) }
    }

    private func masterKey(isFirstStart: Bool) throws(StoreError) -> (MasterKey, MasterKeyOrigin) {
        if let text = configuration.masterKey, !text.isEmpty { return (try MasterKey(base64: text, name: "STORAGE_MASTER_KEY"), .configured) }
        let file = MasterKeyFile(path: keyFile)
        if let key = try file.read() { return (key, .file) }
        guard isFirstStart else {
            throw StoreError(.keyMissing, "the key of this database is missing: put \(keyFile) back from a backup, or set STORAGE_MASTER_KEY")
        }
        let key = MasterKey(random: configuration.random)
        try file.write(key)
        return (key, .made)
    }

    /// All or nothing: a crash leaves every row under the one key or under the other.
    private func rotate(_ pool: DatabasePool, check: Check, to cipher: ColumnCipher) throws {
        guard let text = configuration.previousMasterKey, !text.isEmpty else { throw Self.wrongKey }
        let previous = ColumnCipher(try MasterKey(base64: text, name: "STORAGE_MASTER_KEY_PREVIOUS"), random: configuration.random)
        guard Self.opens(check, with: previous) else { throw Self.wrongKey }
        try pool.write { db in
            try KeyRotation(from: previous, to: cipher).reencrypt(db)
            try Self.store(cipher, in: db)
        }
        // What the old key can open also leaves the log.
        try pool.writeWithoutTransaction { db in try DatabaseOpening.truncateLog(db) }
    }

    private static var wrongKey: StoreError {
        StoreError(
            .wrongKey,
            """
            the master key is not the one this database was written with: set STORAGE_MASTER_KEY to that one, or, to change it, \
            STORAGE_MASTER_KEY to the new and STORAGE_MASTER_KEY_PREVIOUS to the old one
            """)
    }

    private static func opens(_ check: Check, with cipher: ColumnCipher) -> Bool {
        check.keyID == cipher.keyID && (try? cipher.open(check.value, at: place)) == proof
    }

    private static func check(_ db: Database) throws -> Check? {
        try Row.fetchOne(db, sql: "SELECT keyID, checkValue FROM storageKey WHERE id = 1").map { Check(keyID: $0["keyID"], value: $0["checkValue"]) }
    }

    private static func store(_ cipher: ColumnCipher, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO storageKey (id, keyID, checkValue) VALUES (1, ?, ?)",
            arguments: [cipher.keyID, try cipher.seal(proof, at: place)])
    }
}
