import Bitrix24
import CallDesk
import Fetch
import Foundation
import Storage
import Web

extension Application {
    static func openStore(_ settings: Settings, now: @escaping @Sendable () -> Date) throws -> Store {
        try Store.open(
            StoreConfiguration(
                directory: URL(fileURLWithPath: settings.storagePath, isDirectory: true), masterKey: settings.masterKey,
                previousMasterKey: settings.previousMasterKey, now: now))
    }

    static func deskConfiguration(_ settings: Settings) throws -> DeskConfiguration {
        var configuration = DeskConfiguration()
        configuration.apps = settings.apps
        configuration.policy = BitrixPolicy(oauthHosts: settings.oauthHosts, allowsPlainHTTP: settings.allowsPlainHTTP)
        configuration.publicURL = settings.http.publicURL
        configuration.recordings = URL(fileURLWithPath: settings.storagePath, isDirectory: true).appending(path: "recordings", directoryHint: .isDirectory)
        configuration.fetch = try fetchPolicy(settings)
        configuration.lines = settings.sections.lines
        configuration.groups = settings.sections.groups
        configuration.hours = settings.sections.hours
        configuration.language = settings.language
        configuration.limits = settings.limits
        return configuration
    }

    private static func fetchPolicy(_ settings: Settings) throws -> FetchPolicy {
        var policy = FetchPolicy()
        policy.allowsLoopback = settings.allowsPlainHTTP
        policy.privateHosts = try PrivateHosts.parse(settings.privateHosts)
        return policy
    }

    static func webConfiguration(_ settings: Settings, templates: URL) throws -> WebConfiguration {
        WebConfiguration(
            host: settings.http.host, port: settings.http.port, publicURL: settings.http.publicURL,
            extraPorts: settings.http.extraPorts.map { ($0.port, $0.group) }, apiToken: settings.http.apiToken,
            storageDirectory: URL(fileURLWithPath: settings.storagePath, isDirectory: true), templates: templates)
    }
}
