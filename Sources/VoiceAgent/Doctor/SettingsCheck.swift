import Bitrix24
import CallDesk
import Foundation

/// What the settings allow and lack.
struct SettingsCheck {
    let settings: Settings

    private static let unknownWaitMin: TimeInterval = 75
    private static let leaseMin: TimeInterval = 45
    /// Between two looks for a recording, in seconds.
    private static let pollMin: TimeInterval = 5
    /// Of API_TOKEN where others can try it, in characters.
    private static let tokenLengthMin = 16

    var lines: [DoctorLine] { [listener, address, token, app, plainHTTP] + lowered }

    private var listener: DoctorLine {
        ListenAddress.isOurs(settings.http.host)
            ? line(.ok, "HTTP_HOST", settings.http.host)
            : line(.bad, "HTTP_HOST", ListenAddress.problem(settings.http.host).cure)
    }

    private var address: DoctorLine {
        let url = settings.http.publicURL
        if url.hasPrefix("https://") { return line(.ok, "HTTP_PUBLIC_URL", url) }
        return line(isPublicLoopback ? .warn : .bad, "HTTP_PUBLIC_URL", "\(url): a real portal calls only a public https address")
    }

    private var token: DoctorLine {
        if let token = settings.http.apiToken {
            guard !isPublicLoopback, token.count < Self.tokenLengthMin else { return line(.ok, "API_TOKEN", "set") }
            return line(.bad, "API_TOKEN", "has fewer than \(Self.tokenLengthMin) characters and can be guessed: set a long random value (openssl rand -hex 32)")
        }
        return isPublicLoopback
            ? line(.ok, "API_TOKEN", "empty: the integration API serves this machine only")
            : line(.bad, "API_TOKEN", "is empty while HTTP_PUBLIC_URL is not loopback: set a long random value (openssl rand -hex 32)")
    }

    private var app: DoctorLine {
        settings.apps.isEmpty
            ? line(.bad, "BITRIX24_CLIENT_ID", "no local app is set: create one in Bitrix24 and copy its client_id and client_secret")
            : line(.ok, "Bitrix24 app", settings.apps.map(\.clientID).joined(separator: ", "))
    }

    private var plainHTTP: DoctorLine {
        settings.allowsPlainHTTP
            ? line(.warn, "BITRIX24_ALLOW_PLAIN_HTTP", "is on: for the sandbox and tests only") : line(.ok, "Plain HTTP", "refused")
    }

    private var lowered: [DoctorLine] {
        var found: [DoctorLine] = []
        if settings.limits.effectUnknownWait < Self.unknownWaitMin {
            found.append(line(.warn, "EFFECT_UNKNOWN_WAIT", "is below 75s: the portal may still be executing a lost request, and the write may double"))
        }
        if settings.jobLease < Self.leaseMin { found.append(line(.warn, "JOB_LEASE", "is below 45s: for tests only")) }
        if settings.limits.recordingPoll.contains(where: { $0 < Self.pollMin }) {
            found.append(line(.warn, "RECORDING_POLL", "has a time below 5s: the portal's request limit goes on looks for recordings; for tests only"))
        }
        return found
    }

    private var isPublicLoopback: Bool {
        let host = URL(string: settings.http.publicURL)?.host() ?? ""
        return host == "localhost" || host == "127.0.0.1" || host == "::1"
    }

    private func line(_ verdict: DoctorLine.Verdict, _ subject: String, _ detail: String) -> DoctorLine {
        DoctorLine(verdict: verdict, subject: subject, detail: detail)
    }
}
