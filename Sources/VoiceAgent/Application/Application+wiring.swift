import Bitrix24
import CallDesk
import Fetch
import Foundation
import Storage
import Web

extension Application {
    /// Whether a server has ever worked in STORAGE_PATH. Commands that only look make no storage.
    static func hasStorage(_ settings: Settings) -> Bool {
        FileManager.default.fileExists(atPath: URL(fileURLWithPath: settings.storagePath).appending(path: "voice-agent.sqlite").path)
    }

    static func openStore(_ settings: Settings, now: @escaping @Sendable () -> Date) throws -> Store {
        try Store.open(
            StoreConfiguration(
                directory: settings.storagePath, masterKey: settings.masterKey,
                previousMasterKey: settings.previousMasterKey, now: now))
    }

    static func deskConfiguration(_ settings: Settings) -> DeskConfiguration {
        var configuration = DeskConfiguration()
        configuration.apps = settings.apps
        configuration.policy = BitrixPolicy(
            oauthHosts: settings.oauthHosts, allowsPlainHTTP: settings.allowsPlainHTTP, userAgent: ProductVersion.userAgent)
        configuration.publicURL = settings.http.publicURL
        configuration.recordings = URL(fileURLWithPath: settings.storagePath, isDirectory: true).appending(path: "recordings", directoryHint: .isDirectory)
        configuration.fetch = fetchPolicy(settings)
        configuration.lines = settings.sections.lines
        configuration.groups = settings.sections.groups
        configuration.hours = settings.sections.hours
        configuration.language = settings.language
        configuration.region = settings.region
        configuration.limits = settings.limits
        configuration.retentionDays = settings.retentionDays
        return configuration
    }

    private static func fetchPolicy(_ settings: Settings) -> FetchPolicy {
        var policy = FetchPolicy()
        policy.allowsLoopback = settings.allowsPlainHTTP
        policy.privateHosts = PrivateHosts.parse(settings.privateHosts.joined(separator: ",")) ?? [:]
        policy.userAgent = ProductVersion.userAgent
        return policy
    }

    static func webConfiguration(_ settings: Settings, templates: URL) -> WebConfiguration {
        var configuration = WebConfiguration()
        configuration.host = settings.http.host
        configuration.port = settings.http.port
        configuration.publicURL = settings.http.publicURL
        configuration.extraPorts = settings.http.extraPorts
        configuration.apiToken = settings.http.apiToken
        configuration.storageDirectory = URL(fileURLWithPath: settings.storagePath, isDirectory: true)
        configuration.templates = templates
        return configuration
    }
}
