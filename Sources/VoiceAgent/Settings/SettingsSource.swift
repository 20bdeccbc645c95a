import Configuration
import Foundation
import SystemPackage

/// Where scalars come from, in order: what the caller overrides, the environment, `.env`, `voice-agent.yaml`. Keys are spelt as the environment spells them.
struct SettingsSource: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - overrides: wins over everything; the demo and tests set their own addresses here.
    ///   - dotEnv: the `.env` file; `nil` = none is read.
    ///   - file: the decoded file given by `--config`.
    init(
        overrides: [String: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment, dotEnv: String? = ".env",
        file: SettingsFile = SettingsFile()
    ) async throws(SettingsProblem) {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(environmentVariables: overrides, secretsSpecifier: Self.secrets)]
        providers.append(EnvironmentVariablesProvider(environmentVariables: environment, secretsSpecifier: Self.secrets))
        do {
            if let dotEnv {
                providers.append(
                    try await EnvironmentVariablesProvider(environmentFilePath: .init(dotEnv), allowMissing: true, secretsSpecifier: Self.secrets))
            }
        } catch {
            throw SettingsProblem("\(dotEnv ?? ".env") cannot be read: check who may read it, and that its lines are KEY=value")
        }
        providers.append(Self.provider(file))
        reader = ConfigReader(providers: providers)
    }

    private static let secrets = SecretsSpecifier<String, String>.dynamic { key, _ in isSecret(key) }
    /// Ends of keys whose values must be shown to nobody. An address of a proxy and a registration hold passwords.
    private static let secretEndings = ["_KEY", "_KEY_PREVIOUS", "_SECRET", "_TOKEN", "_PROXY", "SIP_REGISTER"]

    /// Whether the value of a key, spelt as the environment spells it, is marked as a secret.
    static func isSecret(_ key: String) -> Bool { secretEndings.contains(where: key.hasSuffix) }

    /// The scalars of the file. They come from the same decoding as its lists, which swift-configuration's own reader of YAML files refuses.
    private static func provider(_ file: SettingsFile) -> InMemoryProvider {
        InMemoryProvider(
            name: "voice-agent.yaml",
            values: Dictionary(
                uniqueKeysWithValues: file.scalars.map { key, value in
                    let words = key.split(separator: ".").map(String.init)
                    return (AbsoluteConfigKey(words), ConfigValue(.string(value), isSecret: isSecret(SettingsKey.spelt(words[0], words[words.count - 1]))))
                }))
    }

    /// The value of HTTP_PORT, `http.port` in the file; `nil` when unset or empty.
    func text(_ key: String, secret: Bool = false) -> String? {
        let value = reader.string(forKey: Self.configKey(key), isSecret: secret)?.trimmingCharacters(in: .whitespaces)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The first word is the section, the rest one camel-case name: HTTP_EXTRA_PORTS is `http.extraPorts`.
    static func configKey(_ key: String) -> ConfigKey {
        let words = key.lowercased().split(separator: "_").map(String.init)
        guard words.count > 1 else { return ConfigKey([words.first ?? ""]) }
        let name = words[1] + words.dropFirst(2).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return ConfigKey([words[0], name])
    }

    func number(_ key: String, default fallback: Int, in range: ClosedRange<Int>) throws(SettingsProblem) -> Int {
        guard let text = text(key) else { return fallback }
        guard let value = Int(text), range.contains(value) else {
            throw SettingsProblem(key, "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func flag(_ key: String, default fallback: Bool) throws(SettingsProblem) -> Bool {
        switch text(key)?.lowercased() {
        case nil: return fallback
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw SettingsProblem(key, "write true or false")
        }
    }

    /// Items between commas.
    func list(_ key: String, default fallback: [String]) -> [String] {
        guard let text = text(key) else { return fallback }
        return text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The shortest and the longest time a setting may ask for, in seconds: no time at all and years are slips of the pen.
    private static let timeRange: ClosedRange<TimeInterval> = 0.001...7 * 86_400

    /// "500ms", "75s", "2m", "1h"; a bare number is seconds.
    func seconds(_ key: String, default fallback: TimeInterval) throws(SettingsProblem) -> TimeInterval {
        guard let text = text(key) else { return fallback }
        guard let value = Self.seconds(text) else { throw SettingsProblem(key, "write a time above zero and within a week, such as 500ms, 75s, 2m or 1h") }
        return value
    }

    /// Times between commas, at least one.
    func times(_ key: String, default fallback: [TimeInterval]) throws(SettingsProblem) -> [TimeInterval] {
        guard text(key) != nil else { return fallback }
        let items = list(key, default: [])
        let times = items.compactMap(Self.seconds)
        guard !times.isEmpty, times.count == items.count, times.count <= Self.timesMax else {
            throw SettingsProblem(key, "write up to \(Self.timesMax) times above zero, such as 5s,10s,30s,2m,5m,15m,1h")
        }
        return times
    }

    /// Times in one list.
    private static let timesMax = 64

    static func seconds(_ text: String) -> TimeInterval? {
        let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            if let value = Double(text.dropLast(suffix.count)), timeRange.contains(value * factor) { return value * factor }
        }
        return Double(text).flatMap { timeRange.contains($0) ? $0 : nil }
    }
}
