package import Foundation

/// A conversation of the portal's own telephony, to be played to the application.
package struct PortalCall: Sendable {
    package enum Direction: Sendable {
        case incoming
        case outgoing
    }

    /// A recording and when the portal has it ready; there is no event for that moment.
    package struct Recording: Sendable {
        package var bytes: [UInt8]
        package var fileName: String
        /// Seconds the recording lasts; nil leaves RECORD_DURATION empty.
        package var seconds: Int?
        /// After how many reads of the call's statistic row it appears; 0 with the end of the call, nil when `publishRecording` says so.
        package var readsBeforeReady: Int?

        package init(bytes: [UInt8], fileName: String, seconds: Int? = nil, readsBeforeReady: Int? = 0) {
            self.bytes = bytes
            self.fileName = fileName
            self.seconds = seconds
            self.readsBeforeReady = readsBeforeReady
        }
    }

    package var clientPhone: String
    package var portalNumber: String
    package var direction: Direction
    /// The employee who took part; nil: nobody answered.
    package var answeredBy: Int?
    /// Seconds of conversation.
    package var duration: Int
    /// 200 for a conversation, 304 for a missed call, 603, 486...
    package var failedCode: String
    package var recording: Recording?
    /// Nil: now.
    package var startedAt: Date?

    package init(
        clientPhone: String, portalNumber: String = "+74950000000", direction: Direction = .incoming, answeredBy: Int? = 5, duration: Int = 60,
        failedCode: String? = nil, recording: Recording? = nil, startedAt: Date? = nil
    ) {
        self.clientPhone = clientPhone
        self.portalNumber = portalNumber
        self.direction = direction
        self.answeredBy = answeredBy
        self.duration = answeredBy == nil ? 0 : duration
        self.failedCode = failedCode ?? (answeredBy == nil ? "304" : "200")
        self.recording = recording
        self.startedAt = startedAt
    }
}

/// The steps of a played call, in order.
package enum CallPhase: Sendable, CaseIterable {
    /// ONVOXIMPLANTCALLINIT was posted.
    case rang
    /// ONVOXIMPLANTCALLSTART was posted; skipped when nobody answers.
    case answered
    /// The statistic row and the activity exist and ONVOXIMPLANTCALLEND was posted.
    case ended
}

/// A call the portal knows of, finished or not.
struct PlayedCall: Sendable {
    let call: PortalCall
    let callID: String
    let start: Date
    var entity: CRMLink?
    var statisticID: Int?
    var reads = 0
    var isRecordingPublished = false
    /// Look-ups of the number until the line's own lead appears; nil when it makes none or has made it.
    var searchesUntilLead: Int?
}
