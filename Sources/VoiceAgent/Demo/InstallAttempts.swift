import Sandbox

/// How often a server that is not there yet, or refuses, is tried to be installed into the stand-in portal, and what a person is told meanwhile.
struct InstallAttempts {
    enum Action: Equatable {
        case done
        /// Try again after a pause; say this first, if it is new.
        case again(say: String?)
        case giveUp(String)
    }

    /// Tries while nobody answers: a server may still be building.
    static let absentMax = 150
    /// Tries while it refuses: settings do not change while it runs.
    static let refusedMax = 5

    /// The server's address, without a slash at the end.
    let app: String
    private var absent = 0
    private var refused = 0
    private var said: String?

    init(app: String) { self.app = app }

    mutating func handle(_ outcome: InstallOutcome) -> Action {
        guard !outcome.isInstalled else { return .done }
        if outcome.status == nil { absent += 1 } else { refused += 1 }
        let reason = reason(outcome)
        guard absent < Self.absentMax, refused < Self.refusedMax else { return .giveUp("\(reason). Given up: mend it, then start the sandbox again") }
        defer { said = reason }
        return .again(say: reason == said ? nil : reason)
    }

    private func reason(_ outcome: InstallOutcome) -> String {
        switch outcome.status {
        case nil: "Nobody answers at \(app) yet: start voice-agent serve there with the settings above"
        case 401?, 403?:
            "The server at \(app) refuses the stand-in portal (\(outcome.status ?? 0)): it must be started with the settings above; "
                + "check BITRIX24_CLIENT_ID, BITRIX24_CLIENT_SECRET, BITRIX24_OAUTH_HOSTS and BITRIX24_ALLOW_PLAIN_HTTP=true there"
        case 404?, 405?: "There is no installation page at \(app)/bitrix24/install (\(outcome.status ?? 0)): check that this is voice-agent's address"
        case let status? where status >= 500: "The server at \(app) cannot install now (\(status)): its log says why"
        case 200? where !outcome.isFrameable: "The page at \(app) may not be shown inside the stand-in portal: check who answers there"
        case 200?: "The installation page at \(app) did not finish: open the application in the stand-in CRM, the page says what is missing"
        case let status?: "The server at \(app) answered \(status) to the installation: check that this is voice-agent's address"
        }
    }
}
