package import Foundation

/// One write to the outside world. Its marker comes from the business key, not from the attempt, and is stored before anything is sent.
package struct EffectRow: Sendable, Equatable, Codable, Discreet {
    package internal(set) var id: Int64
    package internal(set) var portalID: Int64
    package internal(set) var kind: String
    package internal(set) var marker: String
    package internal(set) var callID: Int64?
    package internal(set) var state: EffectState
    /// Id of what was made or changed.
    package internal(set) var remoteID: String?
    package internal(set) var note: String?
    /// When it was sent last.
    package internal(set) var sendingSince: Date?
    /// While `sending`: when to count as unknown. While `unknown`: when the other side surely has ended the request.
    package internal(set) var unknownUntil: Date?
    /// Process that moved it last.
    package internal(set) var holder: String
    /// How often it was sent.
    package internal(set) var attempt: Int
    package internal(set) var createdAt: Date
    package internal(set) var updatedAt: Date

    package init(
        id: Int64, portalID: Int64, kind: String, marker: String, callID: Int64? = nil, state: EffectState = .ready, remoteID: String? = nil,
        note: String? = nil, sendingSince: Date? = nil, unknownUntil: Date? = nil, holder: String, attempt: Int = 0, createdAt: Date,
        updatedAt: Date? = nil
    ) {
        self.id = id
        self.portalID = portalID
        self.kind = kind
        self.marker = marker
        self.callID = callID
        self.state = state
        self.remoteID = remoteID
        self.note = note
        self.sendingSince = sendingSince
        self.unknownUntil = unknownUntil
        self.holder = holder
        self.attempt = attempt
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    package var summary: String { "effect \(id) \(kind) (\(state.rawValue))" }
}

extension EffectRow: StoredRow {
    static var table: String { "effect" }
}
