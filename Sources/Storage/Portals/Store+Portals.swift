package import Foundation
import GRDB

extension Store {
    /// Inserts the portal, or replaces the one with the same `memberID` and `clientID`; the id of the argument does not count.
    /// - Returns: the row as stored, with its id.
    package func savePortal(_ portal: PortalRow) async throws(StoreError) -> PortalRow {
        let (cipher, now) = (cipher, now())
        return try await write { db in
            let values = try portal.columns(cipher: cipher, now: now)
            let names = values.keys.sorted()
            let updates = names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
            let marks = names.map { ":\($0)" }.joined(separator: ", ")
            try db.run(
                "INSERT INTO portal (\(names.joined(separator: ", "))) VALUES (\(marks)) ON CONFLICT (memberID, clientID) DO UPDATE SET \(updates)",
                StatementArguments(values))
            let rows = try Self.portals(db, cipher, where: "memberID = ? AND clientID = ?", [portal.memberID, portal.clientID])
            guard let row = rows.first else { throw StoreError(.failed, "a portal that was just saved is not there: try again") }
            return row
        }
    }

    /// All portals by id, uninstalled ones included.
    package func portals() async throws(StoreError) -> [PortalRow] {
        let cipher = cipher
        return try await read { db in try Self.portals(db, cipher, where: "1", []) }
    }

    package func portal(id: Int64) async throws(StoreError) -> PortalRow? {
        let cipher = cipher
        return try await read { db in try Self.portals(db, cipher, where: "id = ?", [id]).first }
    }

    package func portal(memberID: String, clientID: String) async throws(StoreError) -> PortalRow? {
        let cipher = cipher
        return try await read { db in try Self.portals(db, cipher, where: "memberID = ? AND clientID = ?", [memberID, clientID]).first }
    }

    /// All apps of one portal.
    package func portals(memberID: String) async throws(StoreError) -> [PortalRow] {
        let cipher = cipher
        return try await read { db in try Self.portals(db, cipher, where: "memberID = ?", [memberID]) }
    }

    /// Stores a new pair; it must be stored before it is used. Endpoints that are nil stay as they are.
    /// - Throws: `notFound`.
    package func saveTokens(
        portalID: Int64, accessToken: String, refreshToken: String, expiresAt: Date, clientEndpoint: String? = nil, serverEndpoint: String? = nil
    ) async throws(StoreError) {
        try await change(portalID) { portal in
            portal.accessToken = accessToken
            portal.refreshToken = refreshToken
            portal.expiresAt = expiresAt
            if let clientEndpoint { portal.clientEndpoint = clientEndpoint }
            if let serverEndpoint { portal.serverEndpoint = serverEndpoint }
        }
    }

    /// - Parameter known: if given, the status changes only from this one.
    /// - Throws: `notFound`.
    package func setPortalStatus(id: Int64, _ status: PortalStatus, from known: PortalStatus? = nil) async throws(StoreError) {
        try await change(id) { portal in
            if known == nil || portal.status == known { portal.status = status }
        }
    }

    private func change(_ id: Int64, _ body: @escaping @Sendable (inout PortalRow) -> Void) async throws(StoreError) {
        let (cipher, now) = (cipher, now())
        try await write { db in
            guard var portal = try Self.portals(db, cipher, where: "id = ?", [id]).first else {
                throw StoreError(.notFound, "there is no portal with the id \(id)")
            }
            body(&portal)
            var values = try portal.columns(cipher: cipher, now: now)
            let updates = values.keys.sorted().map { "\($0) = :\($0)" }.joined(separator: ", ")
            values["id"] = id
            try db.run("UPDATE portal SET \(updates) WHERE id = :id", StatementArguments(values))
        }
    }

    private static func portals(_ db: Database, _ cipher: ColumnCipher, where condition: String, _ arguments: StatementArguments) throws
        -> [PortalRow]
    {
        let statement = try db.cachedStatement(sql: "SELECT * FROM portal WHERE \(condition) ORDER BY id")
        return try Row.fetchAll(statement, arguments: arguments).map { try PortalRow($0, cipher: cipher) }
    }
}
