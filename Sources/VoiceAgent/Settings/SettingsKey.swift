/// The names of settings as the environment spells them.
enum SettingsKey {
    private static let known: Set<String> = Set(SettingsFile.scalarKeys.flatMap { section, names in names.map { spelt(section, $0) } })
    private static let providerEndings = SettingsFile.providerKeys.map { "_" + spelt($0) }

    /// Whether a setting has this name. A provider of one's own brings its name along: SPEACHES_BASE_URL.
    static func isKnown(_ key: String) -> Bool { known.contains(key) || providerEndings.contains { key.count > $0.count && key.hasSuffix($0) } }

    /// HTTP_EXTRA_PORTS for `extraPorts` in the section `http`.
    static func spelt(_ section: String, _ name: String) -> String { "\(spelt(section))_\(spelt(name))" }

    private static func spelt(_ name: String) -> String {
        name.reduce(into: "") { text, character in text += (character.isUppercase ? "_" : "") + character.uppercased() }
    }
}
