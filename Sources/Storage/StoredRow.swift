import Foundation
import GRDB

/// A table's row whose columns carry the names of its properties.
protocol StoredRow: Codable {
    static var table: String { get }
    var id: Int64 { get set }
}

/// A row on its way in or out. It keeps GRDB's protocols off the rows, which other modules see. Times become milliseconds.
private struct Record<Value: StoredRow>: Codable, FetchableRecord, EncodableRecord {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }

    static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy { .custom { $0.milliseconds } }
    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy { .millisecondsSince1970 }
}

extension StoredRow {
    /// Inserts the row under a new id and returns it as it is stored.
    func insertNew(in db: Database) throws -> Self {
        try insert(in: db)
        return try Self.find(id: db.lastInsertedRowID, in: db)
    }

    /// Inserts the row under a new id.
    func insert(in db: Database) throws {
        var values = try Record(self).databaseDictionary
        values["id"] = nil
        let columns = values.keys.sorted()
        let names = columns.joined(separator: ", ")
        let marks = columns.map { ":\($0)" }.joined(separator: ", ")
        try db.run("INSERT INTO \(Self.table) (\(names)) VALUES (\(marks))", values)
    }

    /// Writes all columns of the row with this id if `condition` holds for what is stored; false if it did not.
    func update(in db: Database, where condition: String = "1", _ guards: [String: any DatabaseValueConvertible] = [:]) throws -> Bool {
        var values = try Record(self).databaseDictionary
        let columns = values.keys.filter { $0 != "id" }.sorted().map { "\($0) = :\($0)" }.joined(separator: ", ")
        for (name, value) in guards { values[name] = value.databaseValue }
        try db.run("UPDATE \(Self.table) SET \(columns) WHERE id = :id AND \(condition)", values)
        return db.changesCount == 1
    }

    static func fetch(id: Int64, in db: Database) throws -> Self? {
        try first("SELECT * FROM \(table) WHERE id = ?", [id], in: db)
    }

    static func find(id: Int64, in db: Database) throws -> Self {
        guard let row = try fetch(id: id, in: db) else { throw StoreError(.notFound, "there is no \(table) with the id \(id)") }
        return row
    }

    static func first(_ sql: String, _ arguments: StatementArguments, in db: Database) throws -> Self? {
        try Record<Self>.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)?.value
    }

    static func all(_ sql: String, _ arguments: StatementArguments, in db: Database) throws -> [Self] {
        try Record<Self>.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map(\.value)
    }
}

extension Database {
    /// Runs a statement from the cache.
    func run(_ sql: String, _ values: [String: DatabaseValue]) throws {
        let arguments: [String: (any DatabaseValueConvertible)?] = values
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension StoreLimit {
    /// - Throws: `tooLarge`, naming the thing and the bound.
    static func check(_ what: String, _ value: Int, atMost limit: Int, unit: String) throws(StoreError) {
        if value > limit { throw StoreError(.tooLarge, "\(what) has \(value) \(unit), more than the \(limit) that are stored: send less") }
    }

    /// The first ``noteCharacters`` characters.
    static func cut(_ text: String) -> String { String(text.prefix(noteCharacters)) }

    /// A listing's limit within ``pageRows``.
    static func page(_ limit: Int) -> Int { min(max(limit, 0), pageRows) }
}
