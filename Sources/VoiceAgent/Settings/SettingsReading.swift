import Bitrix24
import CallDesk
import Dialog
import Fetch
import Foundation
import LanguageModel
import Logging
import Providers
import Speech
import Storage
import Web

/// Every setting read, and every problem met on the way: one wrong setting hides no other. Where a value cannot be used, its default stands.
struct SettingsReading: Sendable {
    private(set) var settings = Settings()
    private(set) var problems: [SettingsProblem] = []
    private let source: SettingsSource

    /// - Parameter sections: the decoded sections of `voice-agent.yaml`.
    init(_ source: SettingsSource, sections: SettingsFile = SettingsFile()) {
        self.source = source
        settings.sections = sections
        settings.apps = sections.portals.map { AppCredentials(clientID: $0.clientID, clientSecret: Secret($0.clientSecret)) }
        readHTTP()
        readStorage()
        readPortal()
        readProviders()
        readWork()
    }

    /// Takes what `read` gives, or keeps what stands and notes why.
    private mutating func take<Value>(_ path: WritableKeyPath<Settings, Value>, _ read: (Value) throws(SettingsProblem) -> Value) {
        do { settings[keyPath: path] = try read(settings[keyPath: path]) } catch { problems.append(error) }
    }

    private mutating func readHTTP() {
        let source = source
        take(\.http.host) { host throws(SettingsProblem) in
            guard let text = source.text("HTTP_HOST") else { return host }
            guard ListenAddress.isAddress(text) else {
                throw SettingsProblem("HTTP_HOST", "write an address of this machine: 127.0.0.1, 0.0.0.0 for all of them, ::1, or localhost")
            }
            return text
        }
        take(\.http.port) { port throws(SettingsProblem) in try source.number("HTTP_PORT", default: port, in: 0...65535) }
        let port = settings.http.port
        take(\.http.publicURL) { _ throws(SettingsProblem) in
            let text = source.text("HTTP_PUBLIC_URL") ?? "http://127.0.0.1:\(port)"
            guard let url = WebAddress(text), url.scheme == "https" || url.scheme == "http" else {
                throw SettingsProblem("HTTP_PUBLIC_URL", "write the address the portal calls, such as https://voice.example.com")
            }
            return url.text
        }
        settings.http.apiToken = source.text("API_TOKEN", secret: true)
        take(\.http.extraPorts) { _ throws(SettingsProblem) in
            do throws(WebError) {
                return try ExtraPort.list(source.text("HTTP_EXTRA_PORTS") ?? "")
            } catch {
                throw SettingsProblem(error.description)
            }
        }
        if port != 0, let extra = settings.http.extraPorts.first(where: { $0.port == port }) {
            problems.append(SettingsProblem("HTTP_EXTRA_PORTS", "port \(port) of \(extra.group.rawValue) is HTTP_PORT already: choose another one"))
        }
    }

    private mutating func readStorage() {
        settings.storagePath = source.text("STORAGE_PATH") ?? settings.storagePath
        settings.templates = source.text("TEMPLATES_PATH")
        let source = source
        take(\.masterKey) { _ throws(SettingsProblem) in try Self.masterKey("STORAGE_MASTER_KEY", source) }
        take(\.previousMasterKey) { _ throws(SettingsProblem) in try Self.masterKey("STORAGE_MASTER_KEY_PREVIOUS", source) }
        take(\.retentionDays) { days throws(SettingsProblem) in try source.number("RETENTION_DAYS", default: days, in: 1...3650) }
    }

    private static func masterKey(_ key: String, _ source: SettingsSource) throws(SettingsProblem) -> String? {
        guard let text = source.text(key, secret: true) else { return nil }
        do throws(StoreError) { try StoreConfiguration.checkMasterKey(text, named: key) } catch { throw SettingsProblem(error.description) }
        return text
    }

    private mutating func readPortal() {
        let source = source
        take(\.apps) { apps throws(SettingsProblem) in
            guard let id = source.text("BITRIX24_CLIENT_ID") else { return apps }
            guard let secret = source.text("BITRIX24_CLIENT_SECRET", secret: true) else {
                throw SettingsProblem("BITRIX24_CLIENT_SECRET", "is needed together with BITRIX24_CLIENT_ID: copy both from the local app's page in Bitrix24")
            }
            return apps + [AppCredentials(clientID: id, clientSecret: Secret(secret))]
        }
        take(\.allowsPlainHTTP) { _ throws(SettingsProblem) in try source.flag("BITRIX24_ALLOW_PLAIN_HTTP", default: false) }
        let schemes: Set<String> = settings.allowsPlainHTTP ? ["https", "http"] : ["https"]
        take(\.oauthHosts) { hosts throws(SettingsProblem) in
            let hosts = source.list("BITRIX24_OAUTH_HOSTS", default: hosts)
            let origins = hosts.compactMap { WebAddress($0) }.filter { schemes.contains($0.scheme) && $0.isOrigin }
            guard !hosts.isEmpty, origins.count == hosts.count else {
                throw SettingsProblem("BITRIX24_OAUTH_HOSTS", "write addresses such as \(Settings.defaultOAuthHosts[0]), https only, between commas")
            }
            return origins.map(\.text)
        }
        take(\.privateHosts) { _ throws(SettingsProblem) in
            let pairs = source.list("BITRIX24_PRIVATE_HOSTS", default: [])
            guard PrivateHosts.parse(pairs.joined(separator: ",")) != nil else {
                throw SettingsProblem(
                    "BITRIX24_PRIVATE_HOSTS",
                    "write up to \(PrivateHosts.maxPairs) pairs like portal.example.local=10.0.0.0/8; only private addresses open, link-local and metadata ones never")
            }
            return pairs
        }
    }

    private mutating func readProviders() {
        let source = source
        let check = ProviderSettingsCheck { source.text($0, secret: true) }
        problems += check.problems.map { SettingsProblem($0.description) }
        // What cannot be used is named above, once for both services.
        settings.recognisers = (try? RecogniserSettings.list { source.text($0, secret: true) }) ?? []
        settings.models = (try? ModelSettings.list { source.text($0, secret: true) }) ?? []
        take(\.language) { language throws(SettingsProblem) in
            let text = source.text("CALL_LANGUAGE") ?? language
            guard ["ru", "en"].contains(text) else { throw SettingsProblem("CALL_LANGUAGE", "write ru or en") }
            return text
        }
        take(\.region) { region throws(SettingsProblem) in
            let text = (source.text("CALL_REGION") ?? region).uppercased()
            guard PhoneNumber.regions.contains(text) else {
                throw SettingsProblem("CALL_REGION", "write one of \(PhoneNumber.regions.joined(separator: ", "))")
            }
            return text
        }
    }

    private mutating func readWork() {
        let source = source
        take(\.limits.effectUnknownWait) { wait throws(SettingsProblem) in try source.seconds("EFFECT_UNKNOWN_WAIT", default: wait) }
        take(\.jobLease) { lease throws(SettingsProblem) in try source.seconds("JOB_LEASE", default: lease) }
        take(\.limits.recordingPoll) { poll throws(SettingsProblem) in try source.times("RECORDING_POLL", default: poll) }
        take(\.logLevel) { level throws(SettingsProblem) in
            let text = (source.text("LOG_LEVEL") ?? level).lowercased()
            guard Logger.Level(rawValue: text) != nil else {
                throw SettingsProblem("LOG_LEVEL", "write one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return text
        }
    }
}
