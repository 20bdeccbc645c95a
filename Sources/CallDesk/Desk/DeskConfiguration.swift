package import Bitrix24
import Dialog
package import Fetch
package import Foundation

/// What the use cases are told by the settings.
package struct DeskConfiguration: Sendable {
    /// Local apps this server answers for.
    package var apps: [AppCredentials] = []
    package var policy = BitrixPolicy()
    /// What the portal calls, without a trailing slash.
    package var publicURL = "http://127.0.0.1:8080"
    /// Where recordings are kept.
    package var recordings = URL(fileURLWithPath: "data/recordings", isDirectory: true)
    package var fetch = FetchPolicy()
    package var lines: [Line] = []
    package var groups: [OperatorGroup] = []
    package var hours = WorkingHours()
    /// Of callers, ISO 639-1.
    package var language = "ru"
    /// Whose numbering plan a number without a country code follows, ISO 3166 alpha-2: one of `PhoneNumber.regions`.
    package var region = PhoneNumber.defaultRegion
    /// Recordings and transcripts are kept for so many days.
    package var retentionDays = 180
    package var limits = Limits()

    package init() {}

    /// Times and sizes, each with its unit in its name or here.
    package struct Limits: Sendable {
        /// How long an unknown outcome waits before the look-up, in seconds.
        package var effectUnknownWait: TimeInterval = 75
        /// The portal itself may be making a lead for the number: how long it gets, in seconds.
        package var portalLeadGrace: TimeInterval = 3
        /// When to look for a recording, in seconds after the call's end was learnt; then hourly.
        package var recordingPoll: [TimeInterval] = [5, 10, 30, 120, 300, 900, 3600]
        /// How long a recording may take to appear, in seconds.
        package var recordingPatience: TimeInterval = 24 * 3600
        /// Calls of one number this close together share a lead even before the portal's search finds it, in seconds.
        package var sharedLeadWindow: TimeInterval = 600
        /// How far a recording's length is trusted, in seconds: two hours and a margin.
        package var recordingSecondsMax: Double = 2 * 3600 + 300
        /// Pieces of one recording recognised at once.
        package var recognitionsAtOnce = 4
        /// How long one piece may take at the recognisers, in seconds.
        package var recognitionDeadline: TimeInterval = 120
        /// How long the analysis may take at the language models, in seconds.
        package var analysisDeadline: TimeInterval = 60
        /// A missed call is to be called back within this much working time, in seconds.
        package var missedCallback: TimeInterval = 15 * 60
        /// A hand-off task is due within this much working time, in seconds.
        package var handoffDeadline: TimeInterval = 30 * 60
        package init() {}
    }
}

/// A phone number callers dial, and who is responsible for it.
package struct Line: Sendable, Equatable {
    /// As the portal names it: the number or the line's search id.
    package let number: String
    /// The portal's member_id; `nil` = any.
    package let portal: String?
    package let scenario: String
    package let group: String?

    package init(number: String, portal: String?, scenario: String, group: String?) {
        self.number = number
        self.portal = portal
        self.scenario = scenario
        self.group = group
    }
}

/// The people who may take over calls of a line, in order.
package struct OperatorGroup: Sendable, Equatable {
    package let name: String
    package let userIDs: [Int]
    package let department: Int?

    package init(name: String, userIDs: [Int], department: Int?) {
        self.name = name
        self.userIDs = userIDs
        self.department = department
    }
}
