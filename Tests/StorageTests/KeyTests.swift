import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct KeyTests {
    let scratch = Scratch()
    let cipher: ColumnCipher

    init() throws {
        cipher = ColumnCipher(try MasterKey(base64: Sample.key, name: "key"), random: StoreConfiguration.systemRandom)
    }

    @Test("A ciphertext opens only where it was sealed", arguments: ["table", "column", "memberID", "clientID"])
    func place(changed: String) throws {
        func part(_ name: String) -> String { name == changed ? "other" : name }
        let sealed = try cipher.seal("secret", at: SealedPlace(table: "table", column: "column", memberID: "memberID", clientID: "clientID"))
        #expect(
            try cipher.openText(sealed, at: SealedPlace(table: "table", column: "column", memberID: "memberID", clientID: "clientID")) == "secret")
        let error = #expect(throws: StoreError.self) {
            try cipher.open(
                sealed, at: SealedPlace(table: part("table"), column: part("column"), memberID: part("memberID"), clientID: part("clientID")))
        }
        #expect(error?.code == .secretUnreadable)
    }

    @Test("Parts of a place cannot run into each other")
    func placeEncoding() {
        let one = SealedPlace(table: "t", column: "c", memberID: "a|1:b", clientID: "")
        let two = SealedPlace(table: "t", column: "c", memberID: "a", clientID: "b|0:")
        #expect(one.associatedData(keyID: "k") != two.associatedData(keyID: "k"))
    }

    @Test("Changing any byte of a ciphertext makes it unreadable")
    func altered() throws {
        let place = SealedPlace(table: "t", column: "c", memberID: "m", clientID: "c")
        let sealed = try cipher.seal("secret", at: place)
        for index in sealed.indices {
            var copy = sealed
            copy[index] ^= 1
            #expect(throws: StoreError.self, "byte \(index)") { try cipher.open(copy, at: place) }
        }
    }

    @Test(
        "Tokens moved by SQL to another row or column do not decrypt",
        arguments: [
            "UPDATE portal SET accessToken = (SELECT accessToken FROM portal WHERE id = 2) WHERE id = 1",
            "UPDATE portal SET accessToken = refreshToken WHERE id = 1",
            "UPDATE portal SET memberID = 'member-z' WHERE id = 1",
        ])
    func swapped(sql: String) async throws {
        let store = try scratch.open()
        _ = try await store.savePortal(Sample.portal())
        _ = try await store.savePortal(Sample.portal(member: "member-b", token: "other"))
        try await store.write { db in try db.execute(sql: sql) }
        let error = await #expect(throws: StoreError.self) { try await store.portal(id: 1) }
        #expect(error?.code == .secretUnreadable)
    }

    @Test("Neither tokens nor event bodies are in any file, open or closed")
    func canaries() async throws {
        let store = try scratch.open(masterKey: Sample.key)
        let portal = try await store.savePortal(Sample.portal())
        try await store.saveTokens(portalID: portal.id, accessToken: "access-canary-2", refreshToken: "refresh-canary-2", expiresAt: .at(7_200))
        _ = try await store.accept(Sample.event(portal: portal.id, body: "auth[access_token]=body-canary"), job: Sample.job(portal: portal.id))
        #expect(try scratch.files(containing: "shop.example") != [], "the search itself finds what is stored in plain")
        let canaries = ["access-canary", "refresh-canary", "application-canary", "body-canary", Sample.key]
        for canary in canaries { #expect(try scratch.files(containing: canary) == [], "\(canary) while open") }
        try store.close()
        for canary in canaries { #expect(try scratch.files(containing: canary) == [], "\(canary) after closing") }
    }

    @Test("No printed form of a row shows its secrets")
    func printed() async throws {
        let store = try scratch.open(masterKey: Sample.key)
        let portal = try await store.savePortal(Sample.portal())
        let id = try await store.accept(
            Sample.event(portal: portal.id, body: "event-canary"), job: Sample.job(portal: portal.id, payload: "job-canary"))
        let event = try #require(try await store.event(id: id))
        let job = try #require(try await store.take())
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { $0.phone = "phone-canary" }
        let values: [Any] = [portal, event, job, call, scratch.configuration(masterKey: "key-canary"), store.cipher]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            let texts = ["\(value)", String(reflecting: value), String(describing: Optional.some(value)), dumped]
            for text in texts { #expect(!text.contains("canary") && !text.isEmpty, "\(type(of: value))") }
        }
    }

    @Test("The key is made once and kept in a file")
    func made() throws {
        let first = try scratch.open()
        #expect(first.keyOrigin == .made)
        try first.close()
        let text = try String(contentsOfFile: scratch.path("master.key"), encoding: .utf8)
        #expect(Data(base64Encoded: text.trimmingCharacters(in: .newlines))?.count == 32)
        #expect(try scratch.open().keyOrigin == .file)
    }

    @Test("A lost key file is not replaced by a new key")
    func lostFile() throws {
        try scratch.open().close()
        try FileManager.default.removeItem(atPath: scratch.path("master.key"))
        let error = try #require(scratch.refusal())
        #expect(error.code == .keyMissing)
        #expect(error.description.contains("STORAGE_MASTER_KEY"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path("master.key")))
    }

    @Test("A key file that others may read is refused")
    func openFile() throws {
        try scratch.open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path("master.key"))
        let error = try #require(scratch.refusal())
        #expect(error.code == .keyUnusable)
        #expect(error.description.contains("chmod 600"))
    }

    @Test("A configured key of the wrong form is refused and not repeated", arguments: ["short-canary", "c2hvcnQtY2FuYXJ5", "%%%canary"])
    func badKey(text: String) throws {
        let error = try #require(scratch.refusal(masterKey: text))
        #expect(error.code == .keyUnusable)
        #expect(!error.debugDescription.contains(text))
    }

    @Test("Another key than the database's is refused", arguments: [nil, Sample.otherKey])
    func wrongKey(previous: String?) throws {
        try scratch.open(masterKey: Sample.key).close()
        let error = try #require(scratch.refusal(masterKey: Sample.otherKey, previous: previous))
        #expect(error.code == .wrongKey)
        #expect(error.description.contains("STORAGE_MASTER_KEY_PREVIOUS"))
    }

    @Test("Rows under the previous key are re-encrypted at opening")
    func rotation() async throws {
        var store = try scratch.open(masterKey: Sample.key)
        let portal = try await store.savePortal(Sample.portal())
        let known = try await store.accept(Sample.event(portal: portal.id, body: "known"), job: Sample.job(portal: portal.id))
        let unknown = try await store.accept(Sample.event(body: "unknown"), job: Sample.job("2"))
        let sealed = try await Self.sealed(store)
        try store.close()

        store = try scratch.open(masterKey: Sample.otherKey, previous: Sample.key)
        #expect(try await store.portal(id: portal.id) == portal)
        #expect(try await store.event(id: known)?.body == Array("known".utf8))
        #expect(try await store.event(id: unknown)?.body == Array("unknown".utf8))
        #expect(Set(try await Self.sealed(store)).isDisjoint(with: sealed))
        try store.close()

        #expect(scratch.refusal(masterKey: Sample.key)?.code == .wrongKey)
        #expect(scratch.refusal(masterKey: Sample.otherKey, previous: Sample.key) == nil, "the previous key may stay configured")
        #expect(scratch.refusal(masterKey: Sample.otherKey) == nil)
    }

    @Test("A rotation that meets an unreadable row changes nothing")
    func failedRotation() async throws {
        var store = try scratch.open(masterKey: Sample.key)
        let portal = try await store.savePortal(Sample.portal())
        _ = try await store.savePortal(Sample.portal(member: "member-b"))
        try await store.write { db in try db.execute(sql: "UPDATE portal SET refreshToken = accessToken WHERE id = 2") }
        try store.close()
        #expect(scratch.refusal(masterKey: Sample.otherKey, previous: Sample.key)?.code == .secretUnreadable)
        store = try scratch.open(masterKey: Sample.key)
        #expect(try await store.portal(id: portal.id) == portal)
    }

    private static func sealed(_ store: Store) async throws -> [Data] {
        try await store.read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT accessToken FROM portal UNION ALL SELECT refreshToken FROM portal UNION ALL SELECT applicationToken FROM portal
                    UNION ALL SELECT body FROM inbox
                    """)
        }
    }
}
