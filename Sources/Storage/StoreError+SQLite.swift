import GRDB

extension StoreError {
    /// Translates whatever a database access threw. Result codes: https://www.sqlite.org/rescode.html
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(sqlite: error)
        case is DecodingError, is RowDecodingError:
            self.init(
                .damaged, "a stored row does not have the expected form: run the version that wrote it or restore a backup",
                detail: "\(type(of: error))")
        default: self.init(.failed, "the storage could not be used: see the log for the cause and try again", detail: "\(type(of: error))")
        }
    }

    private init(sqlite error: DatabaseError) {
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.diskFull, "the disk is full: free space where STORAGE_PATH lies", detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "another program holds the database: close it (a database browser or a backup by copying) and try again", detail: detail)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
            self.init(.damaged, "the database file is damaged or no database: restore a backup into STORAGE_PATH", detail: detail)
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE:
            self.init(.invalidValue, "a value breaks a rule of the database and was not stored", detail: detail)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_AUTH:
            self.init(.directoryUnusable, "the database file cannot be read or written: check STORAGE_PATH, its owner and the disk", detail: detail)
        case .SQLITE_MISUSE: self.init(.closed, "the storage is closed: open it again", detail: detail)
        default: self.init(.failed, "the database refused the request: see the log for the cause and try again", detail: detail)
        }
    }
}
