/// Why the store could not do what it was asked. `description` may be shown and logged: it names settings and files, never a stored value, and says
/// what to do.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What happened, for code that decides by it.
    package enum Code: String, Sendable {
        /// The directory or a file in it cannot be made, read or written.
        case directoryUnusable
        /// Another process has the directory.
        case locked
        /// The database was made with a key that is neither configured nor in the key file.
        case keyMissing
        /// The key is not base64 of 32 bytes, or its file is readable by others.
        case keyUnusable
        /// The key does not belong to this database.
        case wrongKey
        /// The database was written by a newer version of the program.
        case newerSchema
        /// SQLite does not sync each commit to disk, so nothing could be promised.
        case notDurable
        /// The file is no database or is damaged.
        case damaged
        case diskFull
        /// Too much is waiting, or somebody else holds the database.
        case busy
        /// A value breaks a rule of the schema, or a move the state diagram.
        case invalidValue
        /// Over a bound of ``StoreLimit``.
        case tooLarge
        case notFound
        /// A stored secret does not decrypt.
        case secretUnreadable
        case closed
        case failed
    }

    package let code: Code
    package let description: String
    /// SQLite's own words, if any. They name tables and columns, never values.
    package let detail: String

    package init(_ code: Code, _ description: String, detail: String = "") {
        self.code = code
        self.description = description
        self.detail = detail
    }

    /// Whether the same call may succeed later without anybody changing it.
    package var isRetryable: Bool { code == .busy || code == .diskFull }

    package var debugDescription: String { detail.isEmpty ? "\(code.rawValue): \(description)" : "\(code.rawValue): \(description) [\(detail)]" }
}
