package import Foundation

/// What readiness and metrics want to know of the store. Numbers only.
package struct StoreHealth: Sendable, Equatable {
    /// Each commit is synced; false never happens unless somebody changes the connection.
    package var isDurable: Bool
    /// Number of the last migration.
    package var schemaVersion: Int
    /// Of SQLite.
    package var engineVersion: String
    /// When the longest waiting due job was to run; nil if none is due.
    package var oldestDue: Date?
    /// Age of the above; zero if none is due.
    package var oldestDueAge: Duration
    /// Every state is there, with 0 if need be.
    package var jobs: [JobState: Int]
    package var effects: [EffectState: Int]
    package var events: Int
    package var calls: Int
    package var portals: [PortalStatus: Int]
    package var openHandoffs: Int
    /// Bytes.
    package var databaseBytes: Int
    package var logBytes: Int
}
