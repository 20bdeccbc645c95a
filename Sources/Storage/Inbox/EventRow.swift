package import Foundation

/// An event as the portal sent it, before it is stored. The body is sealed in the database, since it carries tokens.
package struct NewEvent: Sendable, Discreet {
    /// Nil only for an installation by a portal that is not known yet.
    package var portalID: Int64?
    /// Upper-case name of the event.
    package var name: String
    /// As received, at most ``StoreLimit/eventBodyBytes``.
    package var body: [UInt8]
    /// Two events of a portal with the same key are one row.
    package var dedupKey: String?
    package var receivedAt: Date

    package init(portalID: Int64?, name: String, body: [UInt8], dedupKey: String? = nil, receivedAt: Date) {
        self.portalID = portalID
        self.name = name
        self.body = body
        self.dedupKey = dedupKey
        self.receivedAt = receivedAt
    }

    package var summary: String { "event \(name), \(body.count) bytes" }
}

/// A stored event.
package struct EventRow: Sendable, Equatable, Discreet {
    package let id: Int64
    package let portalID: Int64?
    package let name: String
    package let body: [UInt8]
    package let dedupKey: String?
    package let receivedAt: Date

    package var summary: String { "event \(id) \(name), \(body.count) bytes" }
}
