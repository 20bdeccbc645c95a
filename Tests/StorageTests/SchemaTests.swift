import GRDB
import Testing

@testable import Storage

@Suite struct SchemaTests {
    let scratch = Scratch()

    @Test("Every table of ours is STRICT")
    func strict() async throws {
        let store = try scratch.open()
        let loose = try await store.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0
                    AND name NOT LIKE 'sqlite%' AND name != 'grdb_migrations'
                    """)
        }
        #expect(loose == [])
        let count = try await store.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1")
        }
        #expect(count == 10)
    }

    /// A released migration is never edited: databases that have it would not follow. A new need gets a new number, and a line here.
    @Test("A migration never changes")
    func immutable() {
        let digests = Schema.migrations.map { migration in "\(migration.name) \(Self.digest(migration.sql))" }
        #expect(
            digests == [
                "001 portal 24490ab624679c84", "002 queue d2a181e029a13500", "003 call b295d2dd4fae24aa", "004 effect cc92d922bf4e6fb",
                "005 handoff be4d677de6bf4bcd", "006 hearing d9c05c0291024edd", "007 mode 3a4593f6612159a6",
            ])
    }

    @Test("The numbers of the migrations are in order")
    func numbered() {
        for (index, migration) in Schema.migrations.enumerated() {
            #expect(Int(migration.name.prefix(3)) == index + 1)
        }
    }

    @Test("The health names the schema's version")
    func version() async throws {
        #expect(try await scratch.open().health().schemaVersion == Schema.migrations.count)
    }

    @Test("A value that breaks a rule is refused without being repeated in the error")
    func rules() async throws {
        let store = try scratch.open()
        let long = String(repeating: "secretive", count: 30)
        let error = await #expect(throws: StoreError.self) { try await store.enqueue([Sample.job(long)]) }
        #expect(error?.code == .invalidValue)
        #expect(error.map { !$0.debugDescription.contains("secretive") } == true)
    }

    /// FNV-1a.
    private static func digest(_ text: String) -> String {
        String(text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }
}
