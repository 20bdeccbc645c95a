package import Storage

/// How far a call has come. Stages only go forward; each is committed before the next begins.
package enum CallStage: String, Sendable, CaseIterable, Codable {
    case ringing
    /// Ended; its record in the portal's statistics is looked for.
    case ended
    /// Its record is known, its recording is awaited.
    case awaitingRecording
    case fetched
    case recognised
    case analysed
    /// Everything about it stands in the CRM.
    case written
    /// Nobody answered; the call-back task stands in the CRM.
    case missed
    /// The portal has no recording of it.
    case noRecording
    /// The recording cannot be read.
    case unreadable
    /// Its lead was deleted before everything about it was written: nothing more is.
    case dropped

    /// The portal's statistics have shown the call: from here on they count, not what events say.
    package var isConfirmed: Bool { self != .ringing && self != .ended }

    /// Nothing more happens to the call by itself.
    package var isFinal: Bool {
        switch self {
        case .written, .missed, .noRecording, .unreadable, .dropped: true
        default: false
        }
    }
}

extension CallRow {
    package var callStage: CallStage { CallStage(rawValue: stage) ?? .ringing }

    package var isIncoming: Bool { direction == .incoming }
}

extension CallDirection {
    /// The portal's CALL_TYPE: 1 outgoing, 2 incoming, 3 incoming redirected, 4 callback, 5 informational.
    /// Source: apidocs "voximplant.statistic.get".
    package init?(type: Int?) {
        switch type {
        case 1: self = .outgoing
        case 2, 3: self = .incoming
        case 4: self = .callback
        case 5: self = .info
        default: return nil
        }
    }
}
