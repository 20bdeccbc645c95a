package import Foundation

/// Where a call took place.
package enum CallOrigin: String, Sendable, Codable, CaseIterable {
    /// The portal's telephony.
    case portal
    /// Ours.
    case own
    /// A recording given to `process`.
    case file
}

/// As `voximplant.statistic.get` counts them.
package enum CallDirection: String, Sendable, Codable, CaseIterable {
    case incoming
    case outgoing
    case callback
    case info
}

/// One phone conversation. `phone` and `analysis` are personal data; printing the row shows neither.
package struct CallRow: Sendable, Equatable, Codable, Discreet {
    package internal(set) var id: Int64
    /// Nil for a recording that was processed without a portal.
    package internal(set) var portalID: Int64?
    /// The portal's CALL_ID, or our own.
    package internal(set) var externalID: String
    package var origin: CallOrigin
    package var direction: CallDirection
    /// The client's number, E.164.
    package var phone: String?
    package var portalNumber: String?
    package var startedAt: Date?
    /// Seconds.
    package var duration: Int?
    package var failedCode: String?
    /// Portal user.
    package var answeredBy: Int?
    package var activityID: Int?
    /// CRM entity the portal linked: type and id.
    package var entityType: Int?
    package var entityID: Int?
    package var leadID: Int?
    package var dealID: Int?
    /// Portal user.
    package var responsibleID: Int?
    /// Raw value of the stage that the use case defines.
    package var stage: String
    package var outcome: String?
    package var recordingPath: String?
    /// How often the recording was looked for.
    package var recordingPolls: Int
    /// Id of the transcript in the portal.
    package var transcriptID: Int?
    /// JSON, at most ``StoreLimit/analysisBytes``.
    package var analysis: String?
    package var language: String?
    /// What must be said beside the transcript: names parted by commas.
    package var caveats: String?
    package internal(set) var createdAt: Date
    package internal(set) var updatedAt: Date
    /// Grows with each change.
    package internal(set) var version: Int

    package var summary: String { "call \(id) (\(stage))" }

    /// A call of which nothing but its name is known; id 0 until it is stored.
    package init(id: Int64 = 0, portalID: Int64?, externalID: String, now: Date) {
        self.id = id
        self.portalID = portalID
        self.externalID = externalID
        origin = .portal
        direction = .incoming
        stage = "new"
        recordingPolls = 0
        createdAt = now
        updatedAt = now
        version = 1
    }
}

extension CallRow: StoredRow {
    static var table: String { "call" }
}
