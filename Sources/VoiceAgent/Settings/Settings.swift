import Bitrix24
import CallDesk
import Foundation
import LanguageModel
import Providers
import Speech
import Web

/// All settings, read once at start. docs: install/env.example.
struct Settings: Sendable {
    struct HTTP: Sendable {
        var host = "127.0.0.1"
        var port = 8080
        var publicURL = "http://127.0.0.1:8080"
        var extraPorts: [ExtraPort] = []
        var apiToken: String?
    }

    var http = HTTP()
    var storagePath = "./data"
    var masterKey: String?
    var previousMasterKey: String?
    var apps: [AppCredentials] = []
    var oauthHosts: [String] = []
    var allowsPlainHTTP = false
    /// `host=CIDR`.
    var privateHosts: [String] = []
    /// In fail-over order.
    var recognisers: [RecogniserSettings] = []
    var models: [ModelSettings] = []
    var limits = DeskConfiguration.Limits()
    var jobLease: TimeInterval = 45
    var language = "ru"
    var retentionDays = 180
    var logLevel = "info"
    var templates: String?
    var sections = SettingsFile()

    static let defaultOAuthHosts = ["https://oauth.bitrix24.tech", "https://oauth.bitrix.info"]
}

extension Settings {
    /// - Parameter file: the decoded sections of `voice-agent.yaml`.
    init(_ source: SettingsSource, sections: SettingsFile = SettingsFile()) throws(SettingsProblem) {
        self.sections = sections
        http = try Self.http(source)
        storagePath = source.text("STORAGE_PATH") ?? storagePath
        masterKey = source.text("STORAGE_MASTER_KEY", secret: true)
        previousMasterKey = source.text("STORAGE_MASTER_KEY_PREVIOUS", secret: true)
        apps = sections.portals.map { AppCredentials(clientID: $0.clientID, clientSecret: Secret($0.clientSecret)) }
        if let id = source.text("BITRIX24_CLIENT_ID") {
            guard let secret = source.text("BITRIX24_CLIENT_SECRET", secret: true) else {
                throw SettingsProblem("BITRIX24_CLIENT_SECRET", "is needed together with BITRIX24_CLIENT_ID: copy both from the local app's page in Bitrix24")
            }
            apps.append(AppCredentials(clientID: id, clientSecret: Secret(secret)))
        }
        allowsPlainHTTP = try source.flag("BITRIX24_ALLOW_PLAIN_HTTP", default: false)
        oauthHosts = source.list("BITRIX24_OAUTH_HOSTS", default: Self.defaultOAuthHosts)
        guard oauthHosts.allSatisfy({ Self.isOrigin($0, allowsPlainHTTP: allowsPlainHTTP) }) else {
            throw SettingsProblem("BITRIX24_OAUTH_HOSTS", "write addresses such as \(Self.defaultOAuthHosts[0]), https only, between commas")
        }
        privateHosts = source.list("BITRIX24_PRIVATE_HOSTS", default: [])
        do {
            recognisers = try RecogniserSettings.list { source.text($0, secret: true) }
            models = try ModelSettings.list { source.text($0, secret: true) }
        } catch {
            throw SettingsProblem(error.description)
        }
        limits.effectUnknownWait = try source.seconds("EFFECT_UNKNOWN_WAIT", default: limits.effectUnknownWait)
        jobLease = try source.seconds("JOB_LEASE", default: jobLease)
        limits.recordingPoll = try Self.poll(source, default: limits.recordingPoll)
        language = source.text("CALL_LANGUAGE") ?? language
        guard ["ru", "en"].contains(language) else { throw SettingsProblem("CALL_LANGUAGE", "write ru or en") }
        retentionDays = try source.number("RETENTION_DAYS", default: retentionDays, in: 1...3650)
        logLevel = source.text("LOG_LEVEL") ?? logLevel
        templates = source.text("TEMPLATES_PATH")
    }

    private static func http(_ source: SettingsSource) throws(SettingsProblem) -> HTTP {
        var http = HTTP()
        http.host = source.text("HTTP_HOST") ?? http.host
        http.port = try source.number("HTTP_PORT", default: http.port, in: 0...65535)
        http.publicURL = source.text("HTTP_PUBLIC_URL") ?? "http://127.0.0.1:\(http.port)"
        while http.publicURL.hasSuffix("/") { http.publicURL.removeLast() }
        guard let url = URL(string: http.publicURL), url.scheme == "https" || url.scheme == "http", url.host() != nil else {
            throw SettingsProblem("HTTP_PUBLIC_URL", "write the address the portal calls, such as https://voice.example.com")
        }
        http.apiToken = source.text("API_TOKEN", secret: true)
        do { http.extraPorts = try ExtraPort.list(source.text("HTTP_EXTRA_PORTS") ?? "") } catch { throw SettingsProblem(error.description) }
        return http
    }

    private static func isOrigin(_ text: String, allowsPlainHTTP: Bool) -> Bool {
        guard let url = URL(string: text), url.host()?.isEmpty == false else { return false }
        return url.scheme == "https" || (allowsPlainHTTP && url.scheme == "http")
    }

    private static func poll(_ source: SettingsSource, default fallback: [TimeInterval]) throws(SettingsProblem) -> [TimeInterval] {
        let items = source.list("RECORDING_POLL", default: [])
        guard !items.isEmpty else { return fallback }
        let times = items.compactMap(SettingsSource.seconds)
        guard times.count == items.count else { throw SettingsProblem("RECORDING_POLL", "write times such as 5s,10s,30s,2m,5m,15m,1h") }
        return times
    }
}
