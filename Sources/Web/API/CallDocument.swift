import CallDesk
import Dialog
import Foundation
import Storage

/// A call as the API shows it.
struct CallDocument: Encodable, Sendable {
    let id: Int64
    let externalId: String
    let origin: String
    let direction: String
    let phone: String?
    let portalNumber: String?
    let startedAt: Date?
    /// Seconds.
    let duration: Int?
    let stage: String
    /// Nothing more happens to the call by itself.
    let isFinal: Bool
    let outcome: String?
    let language: String?
    let leadId: Int?
    let dealId: Int?
    let activityId: Int?
    let responsibleId: Int?
    let hasRecording: Bool
    /// What must be said beside the transcript: `brokenOff`, `voicesGuessed`, `sidesGuessed`.
    let caveats: [String]
    let createdAt: Date
    let updatedAt: Date

    init(_ call: CallRow) {
        id = call.id
        externalId = call.externalID
        origin = call.origin.rawValue
        direction = call.direction.rawValue
        phone = call.phone
        portalNumber = call.portalNumber
        startedAt = call.startedAt
        duration = call.duration
        stage = call.stage
        isFinal = call.callStage.isFinal
        outcome = call.outcome
        language = call.language
        leadId = call.leadID
        dealId = call.dealID
        activityId = call.activityID
        responsibleId = call.responsibleID
        hasRecording = call.recordingPath != nil
        caveats = call.hearingCaveats.map(\.rawValue)
        createdAt = call.createdAt
        updatedAt = call.updatedAt
    }
}

/// One page of calls, the newest first.
struct CallListDocument: Encodable, Sendable {
    let calls: [CallDocument]
    /// The `before` of the next page; `nil` = this is the last.
    let next: Int64?
}

/// A call with all that was heard and understood.
struct CallEntryDocument: Encodable, Sendable {
    let call: CallDocument
    let transcript: [Utterance]
    let analysis: CallAnalysis?
    /// Where the recording can be read, relative to `/api/v1/`; for a page it carries a ticket that ends.
    let recordingUrl: String?
    /// The lead's or deal's card in the portal.
    let cardUrl: String?
}
