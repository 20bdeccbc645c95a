package import Foundation

/// What one stand-in portal is like. Everything a test may want to fix is here; nothing is read from the environment.
package struct SandboxPortalConfiguration: Sendable {
    /// How the portal's CRM works: with leads, or turning each lead into a deal and a contact at once.
    package enum CRMMode: Int, Sendable {
        case classic = 1
        case simple = 2
    }

    /// What an event's `auth` block holds besides the application token.
    package enum EventAuthorisation: Sendable {
        /// Tokens of the user whose action caused the event, as for most events.
        case ofTheActor
        /// No tokens, as when a robot or a workflow acted.
        case none
    }

    package var memberID: String
    package var clientID: String
    package var clientSecret: String
    /// Ports of the portal and of the authorisation host; 0 takes a free one.
    package var portalPort = 0
    package var oauthPort = 0
    package var crmMode: CRMMode = .classic
    /// At least one; the first administrator installs the application.
    package var users: [PortalUser] = PortalUser.defaults
    /// Seconds an access token lives.
    package var accessTokenLifetime = 3_600
    /// Seconds a refresh token lives.
    package var refreshTokenLifetime = 180 * 86_400
    /// The line itself creates a lead for an unknown caller.
    package var portalMakesLeads = false
    /// The line's own lead is late: so many look-ups of the caller's number find nothing before it is there, or the call ends before that. 0: it is there when the phone rings.
    package var portalLeadSearches = 0
    /// A look-up by number shows the leads the line made; a portal that indexes late does not show them for a while.
    package var portalLeadsAreFound = true
    /// A recording that appears changes the call's activity, and that is announced as ONCRMACTIVITYUPDATE.
    package var recordingUpdatesActivity = true
    package var eventAuthorisation: EventAuthorisation = .ofTheActor
    package var scopes: [String] = [
        "crm", "telephony", "call", "task", "tasks", "im", "user", "department", "timeman", "disk", "placement",
    ]
    /// The tariff as `app.info` names it: "std", "pro100", "ent250"...
    package var tariff = "std"
    /// Requests that leave the bucket each second, and how many it holds; the smaller tariffs have 2 and 50.
    package var bucketDrain = 2.0
    package var bucketBurst = 50.0
    /// Language of the portal's own pages and texts: "ru" or "en".
    package var language = "ru"
    /// Offset of the portal's dates from UTC, in seconds.
    package var zoneOffset = 3 * 3_600
    /// How long a handler may take to answer an event before the portal gives up on it.
    package var eventTimeout: Duration = .seconds(10)
    package var now: @Sendable () -> Date
    package var random: @Sendable () -> UInt64
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        memberID: String = "a223c6b3710f85df22e9377d6c4f7553",
        clientID: String = "local.66f0a1b2c3d4e5.12345678",
        clientSecret: String = "sandboxClientSecret",
        now: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0...UInt64.max) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.memberID = memberID
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.now = now
        self.random = random
        self.sleep = sleep
    }
}
