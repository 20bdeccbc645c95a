import Foundation

/// Everything the stand-in portal knows. A value: the shell sets `now`, calls, and sends what lies in `outbox`.
struct PortalState: Sendable {
    /// Most remarks of ``violations`` kept.
    static let violationLimit = 1_000

    let configuration: SandboxPortalConfiguration
    /// Where the portal and its authorisation host are reached, without a slash at the end.
    var portalAddress = ""
    var oauthAddress = ""
    /// The moment of the operation in progress.
    var now: Date
    var random: PortalRandom
    var tokens: TokenDesk
    var bucket: RequestBucket

    var items: [CRMType: [Int: CRMItem]] = [:]
    var activities: [Int: CallActivity] = [:]
    var statistics: [Int: CallStatistic] = [:]
    var transcripts: [Int: CallTranscript] = [:]
    var files: [Int: PortalFile] = [:]
    var fileTokens: [String: Int] = [:]
    var tasks: [Int: PortalTask] = [:]
    var notifications: [Int: PortalNotification] = [:]
    var comments: [Int: TimelineComment] = [:]
    var stageSteps: [StageStep] = []
    var calls: [String: PlayedCall] = [:]

    var isInstalled = false
    var applicationToken = ""
    var installURL: String?
    var handlerURL: String?
    var eventBindings: [EventBinding] = []
    var placements: [PlacementBinding] = []
    var options = JSONObject()
    var idempotency = IdempotencyDesk()
    var operating = OperatingTime()

    /// Events that wait to be posted.
    var outbox: [QueuedEvent] = []
    /// What callers asked for that no documentation page knows, one sentence each.
    private(set) var violations: [String] = []
    private var lastIDs: [String: Int] = [:]

    init(configuration: SandboxPortalConfiguration) {
        self.configuration = configuration
        now = configuration.now()
        random = PortalRandom(seed: configuration.random())
        tokens = TokenDesk(accessLifetime: configuration.accessTokenLifetime, refreshLifetime: configuration.refreshTokenLifetime)
        bucket = RequestBucket(drain: configuration.bucketDrain, burst: configuration.bucketBurst)
        applicationToken = random.hex(32)
    }

    var time: PortalTime { PortalTime(offset: configuration.zoneOffset) }
    var isRussian: Bool { configuration.language == "ru" }
    var administrator: PortalUser? { configuration.users.first { $0.isAdministrator } ?? configuration.users.first }

    func user(_ id: Int) -> PortalUser? { configuration.users.first { $0.id == id } }

    /// The next identifier of a kind. Kinds start apart, so that one mistaken for another is not found.
    mutating func nextID(_ kind: String, from first: Int) -> Int {
        let id = (lastIDs[kind] ?? first - 1) + 1
        lastIDs[kind] = id
        return id
    }

    /// Notes something the documentation does not allow.
    mutating func complain(_ sentence: String) {
        guard violations.count < Self.violationLimit else { return }
        violations.append(sentence)
    }

    mutating func queue(_ event: String, _ data: JSON, actor: Int?) {
        outbox.append(QueuedEvent(name: event, data: data, actor: actor))
    }

    /// A fresh token pair for a user.
    mutating func issueTokens(for userID: Int) -> TokenDesk.Pair {
        tokens.issue(userID: userID, now: now, random: &random)
    }

    /// One text in the portal's language.
    func text(_ russian: String, _ english: String) -> String { isRussian ? russian : english }
}
