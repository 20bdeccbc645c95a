package import Foundation

/// One row of the portal's call history.
package struct CallStatistic: Sendable {
    package let id: Int
    package let callID: String
    package var userID: Int?
    package var portalNumber: String
    package var phone: String
    /// 1 outgoing, 2 incoming, 3 redirected, 4 callback, 5 informational.
    package var type: Int
    /// Seconds.
    package var duration: Int
    package var start: Date
    package var failedCode: String
    package var failedReason: String
    package var entity: CRMLink?
    package var activityID: Int?
    package var recordFileID: Int?
    package var recordURL: String?
    package var recordDuration: Int?
    package var transcriptID: Int?
    package var comment: String?
}

/// A transcript an application attached to a finished call.
package struct CallTranscript: Sendable {
    /// One utterance; times in whole seconds from the call's start.
    package struct Line: Sendable, Hashable {
        package let isClient: Bool
        package let start: Int
        package let stop: Int
        package let text: String
    }

    package let id: Int
    package let callID: String
    package let lines: [Line]
}

/// A file on the portal's drive.
package struct PortalFile: Sendable {
    package let id: Int
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]
    package let created: Date
    package let createdBy: Int
}
