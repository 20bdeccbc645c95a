import ArgumentParser
import Foundation

/// `--config`, shared by the commands that read settings.
struct ConfigOption: ParsableArguments {
    @Option(name: .long, help: "Settings file, voice-agent.yaml; the environment and .env win over it.")
    var config: String?

    /// Read from the working directory.
    static let dotEnv = ".env"
    /// The largest `.env` that is looked into, in bytes.
    private static let dotEnvBytesMax = 1_000_000

    func settings(overrides: [String: String] = [:]) async throws -> Settings {
        let sections = try config.map { path throws(SettingsProblem) in try SettingsFile(path: path) } ?? SettingsFile()
        return try Settings(try await SettingsSource(overrides: overrides, file: sections), sections: sections)
    }

    /// The settings with all that is wrong in them: what cannot be used counts as absent.
    func reading() async throws -> (settings: Settings, problems: [SettingsProblem]) {
        var problems: [SettingsProblem] = []
        let sections = config.map { SettingsFile(reading: $0) } ?? SettingsFile()
        problems += sections.problems
        let source: SettingsSource
        do {
            source = try await SettingsSource(file: sections)
        } catch {
            problems.append(error)
            source = try await SettingsSource(dotEnv: nil, file: sections)
        }
        let reading = SettingsReading(source, sections: sections)
        return (reading.settings, problems + reading.problems)
    }

    /// Keys of the environment, `.env` and the settings file that look like settings and do nothing.
    func strays(environment: [String: String] = ProcessInfo.processInfo.environment) -> [StrayVariables.Finding] {
        var keys = environment
        if let data = FileManager.default.contents(atPath: Self.dotEnv), data.count <= Self.dotEnvBytesMax {
            for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
                let line = line.trimmingCharacters(in: .whitespaces)
                guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
                keys[String(line[..<equals])] = ""
            }
        }
        return StrayVariables.found(in: keys) + fileStrays()
    }

    /// The settings file refuses unknown keys; what is left are those without effect yet.
    func fileStrays() -> [StrayVariables.Finding] {
        let scalars = config.map { SettingsFile(reading: $0) }?.scalars ?? [:]
        return scalars.keys.sorted().compactMap { key in
            let parts = key.split(separator: ".").map(String.init)
            guard parts.count == 2 else { return nil }
            let name = SettingsKey.spelt(parts[0], parts[1])
            return StrayVariables.detail(name).map { StrayVariables.Finding(key: name, detail: $0) }
        }
    }
}
