import ArgumentParser

/// `--config`, shared by the commands that read settings.
struct ConfigOption: ParsableArguments {
    @Option(name: .long, help: "Settings file, voice-agent.yaml; the environment and .env win over it.")
    var config: String?

    func settings(overrides: [String: String] = [:]) async throws -> Settings {
        let sections = try config.map { path throws(SettingsProblem) in try SettingsFile(path: path) } ?? SettingsFile()
        return try Settings(try await SettingsSource(overrides: overrides, file: sections), sections: sections)
    }
}
