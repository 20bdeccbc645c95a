import Bitrix24
import CallDesk
import Dialog
import Foundation
import LanguageModel
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
    var oauthHosts: [String] = Self.defaultOAuthHosts
    var allowsPlainHTTP = false
    /// `host=CIDR`.
    var privateHosts: [String] = []
    /// In fail-over order; empty only where the list cannot be used.
    var recognisers: [RecogniserSettings] = []
    var models: [ModelSettings] = []
    var limits = DeskConfiguration.Limits()
    var jobLease: TimeInterval = 45
    var language = "ru"
    /// Whose numbering plan a number without a country code follows, ISO 3166 alpha-2.
    var region = PhoneNumber.defaultRegion
    var retentionDays = 180
    var logLevel = "info"
    var templates: String?
    var sections = SettingsFile()

    static let defaultOAuthHosts = ["https://oauth.bitrix24.tech", "https://oauth.bitrix.info"]

    /// The defaults.
    init() {}

    /// - Parameter file: the decoded sections of `voice-agent.yaml`.
    /// - Throws: the first problem, which says how many more there are.
    init(_ source: SettingsSource, sections: SettingsFile = SettingsFile()) throws(SettingsProblem) {
        let reading = SettingsReading(source, sections: sections)
        if let first = reading.problems.first {
            let others = reading.problems.count - 1
            throw others == 0 ? first : SettingsProblem("\(first.description) (voice-agent doctor names this and \(others) more)")
        }
        self = reading.settings
    }
}
