/// The names of settings as the environment spells them.
enum SettingsKey {
    /// What a name is to this version.
    enum Standing: Sendable, Equatable {
        case known
        /// A setting of the product, but of a part that this version does not have.
        case withoutEffect
        /// No setting; perhaps this one was meant.
        case unknown(near: String?)
    }

    private static let known: Set<String> = Set(SettingsFile.scalarKeys.flatMap { section, names in names.map { spelt(section, $0) } })
    private static let providerEndings = SettingsFile.providerKeys.map { "_" + spelt($0) }
    /// Parts to come: telephone, browser calls, speech synthesis.
    private static let partsToCome = ["SIP_", "WEBRTC_", "AUDIOSOCKET_", "TTS_", "CALLS_"]
    private static let endingsToCome = ["_TTS_MODEL", "_TTS_VOICE"]
    /// Letters by which a slip of the pen differs from what was meant.
    private static let slipMax = 2

    /// What the name is. A provider of one's own brings its name along: SPEACHES_BASE_URL.
    static func standing(of key: String) -> Standing {
        let isKnown = known.contains(key) || providerEndings.contains { key.count > $0.count && key.hasSuffix($0) }
        guard isKnown else { return .unknown(near: near(key)) }
        let isToCome = partsToCome.contains(where: key.hasPrefix) || endingsToCome.contains(where: key.hasSuffix)
        return isToCome ? .withoutEffect : .known
    }

    /// HTTP_EXTRA_PORTS for `extraPorts` in the section `http`.
    static func spelt(_ section: String, _ name: String) -> String { "\(spelt(section))_\(spelt(name))" }

    private static func spelt(_ name: String) -> String {
        name.reduce(into: "") { text, character in text += (character.isUppercase ? "_" : "") + character.uppercased() }
    }

    /// The setting whose name differs least, if it differs by a slip only.
    private static func near(_ key: String) -> String? {
        let distances = known.sorted().map { (name: $0, slips: slips(from: key, to: $0)) }
        return distances.min { $0.slips < $1.slips }.flatMap { $0.slips <= slipMax ? $0.name : nil }
    }

    /// Letters to insert, remove, change or swap with their neighbour (optimal string alignment).
    static func slips(from first: String, to second: String) -> Int {
        let (a, b) = (Array(first.utf8), Array(second.utf8))
        guard abs(a.count - b.count) <= slipMax else { return slipMax + 1 }
        var rows = [Array(0...b.count)]
        for i in 1..<(a.count + 1) {
            var row = [i]
            for j in 1..<(b.count + 1) {
                var least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, rows[i - 2][j - 2] + 1) }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
