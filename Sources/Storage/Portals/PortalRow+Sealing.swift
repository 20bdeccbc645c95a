import Foundation
import GRDB

extension PortalRow {
    static let sealedColumns = ["applicationToken", "accessToken", "refreshToken"]

    static func place(_ column: String, memberID: String, clientID: String) -> SealedPlace {
        SealedPlace(table: "portal", column: column, memberID: memberID, clientID: clientID)
    }

    /// - Throws: `secretUnreadable`, `damaged`.
    init(_ row: Row, cipher: ColumnCipher) throws {
        let memberID: String = row["memberID"]
        let clientID: String = row["clientID"]
        let scope: String = row["scope"]
        func text(_ column: String) throws -> String {
            try cipher.openText(row[column], at: Self.place(column, memberID: memberID, clientID: clientID))
        }
        guard let status = PortalStatus(rawValue: row["status"]) else {
            throw StoreError(.damaged, "a portal has an unknown status: run the version that wrote it or restore a backup")
        }
        self.init(
            id: row["id"], memberID: memberID, clientID: clientID, domain: row["domain"], clientEndpoint: row["clientEndpoint"],
            serverEndpoint: row["serverEndpoint"], applicationToken: try text("applicationToken"), accessToken: try text("accessToken"),
            refreshToken: try text("refreshToken"), expiresAt: Date(milliseconds: row["expiresAt"]), installerID: row["installerID"],
            scope: scope.split(separator: ",").map(String.init), status: status,
            installedAt: Date(milliseconds: row["installedAt"]), updatedAt: Date(milliseconds: row["updatedAt"]))
    }

    /// All columns but the id, tokens sealed.
    func columns(cipher: ColumnCipher, now: Date) throws -> [String: (any DatabaseValueConvertible)?] {
        func sealed(_ text: String, _ column: String) throws -> Data {
            try cipher.seal(text, at: Self.place(column, memberID: memberID, clientID: clientID))
        }
        return [
            "memberID": memberID, "clientID": clientID, "domain": domain, "clientEndpoint": clientEndpoint, "serverEndpoint": serverEndpoint,
            "applicationToken": try sealed(applicationToken, "applicationToken"), "accessToken": try sealed(accessToken, "accessToken"),
            "refreshToken": try sealed(refreshToken, "refreshToken"), "expiresAt": expiresAt.milliseconds, "installerID": installerID,
            "scope": scope.joined(separator: ","), "status": status.rawValue, "installedAt": installedAt.milliseconds,
            "updatedAt": now.milliseconds,
        ]
    }
}
