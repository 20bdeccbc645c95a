import Bitrix24
import CallDesk
import Foundation
import Yams

/// What `voice-agent.yaml` holds: lists (portals, lines, groups, hours) and scalars. Every key is checked, for a misspelt one would silently do nothing.
struct SettingsFile: Sendable {
    struct Portal: Sendable {
        let clientID: String
        let clientSecret: String
        /// The portal's tariff, where the portal itself does not name it.
        var plan: PortalPlan?
    }

    var portals: [Portal] = []
    /// The tariffs that the file names, by client id.
    var plans: [String: PortalPlan] {
        Dictionary(portals.compactMap { portal in portal.plan.map { (portal.clientID, $0) } }, uniquingKeysWith: { first, _ in first })
    }
    var lines: [Line] = []
    var groups: [OperatorGroup] = []
    var hours = WorkingHours()
    /// The scalars by their keys in the file, such as `http.port`; lists of scalars joined by commas.
    private(set) var scalars: [String: String] = [:]
    /// What cannot be used, in the order it is met.
    private(set) var problems: [SettingsProblem] = []
    /// The group that each line names, with its place in the file; looked at once all groups are known.
    var namedGroups: [(group: String, number: String, line: Int)] = []

    /// Sections of scalars, as the environment has them; their keys are the environment's too.
    static let scalarKeys: [String: Set<String>] = [
        "http": ["host", "port", "publicUrl", "extraPorts"], "api": ["token"], "storage": ["path", "masterKey", "masterKeyPrevious"],
        "bitrix24": ["clientId", "clientSecret", "oauthHosts", "allowPlainHttp", "privateHosts"], "asr": ["providers", "model", "speakersModel"],
        "tts": ["providers", "model", "voice"], "llm": ["providers", "model"], "call": ["language", "region"], "calls": ["max"], "effect": ["unknownWait"],
        "job": ["lease"], "recording": ["poll"], "retention": ["days"], "log": ["level"], "templates": ["path"],
        "sip": ["listen", "advertise", "rtpPorts", "trusted", "register", "tlsListen", "tlsCert", "tlsKey", "srtp"],
        "webrtc": ["listen", "advertise"], "audiosocket": ["listen"],
    ]
    static let providerKeys: Set<String> = ["baseUrl", "apiKey", "proxy", "caFile", "asrModel", "asrFormat", "asrSpeakersModel", "ttsModel", "ttsVoice", "llmModel"]
    /// Files beyond this are refused, in bytes.
    private static let bytesMax = 1_000_000
    /// Problems named at most.
    private static let problemsMax = 100
    /// Where every key can be seen.
    static let example = "install/voice-agent.example.yaml shows the keys"

    init() {}

    /// - Throws: the first problem, which says how many more there are.
    init(path: String) throws(SettingsProblem) {
        self.init(reading: path)
        guard let first = problems.first else { return }
        throw problems.count == 1
            ? first : SettingsProblem("\(first.description) (voice-agent doctor --config \(path) names this and \(problems.count - 1) more)")
    }

    /// Everything that can be used; what cannot be is in ``problems``.
    init(reading path: String) {
        do throws(SettingsProblem) {
            guard let data = FileManager.default.contents(atPath: path) else { throw SettingsProblem("\(path) cannot be read: check the path given by --config") }
            guard data.count <= Self.bytesMax, let text = String(data: data, encoding: .utf8) else { throw SettingsProblem("\(path) is no UTF-8 text of at most 1 MB") }
            let root: Node?
            do { root = try Yams.compose(yaml: text) } catch { throw SettingsProblem(Self.text(of: error, path)) }
            if let root { try read(root, path) }
        } catch {
            note(error)
        }
    }

    private mutating func read(_ root: Node, _ path: String) throws(SettingsProblem) {
        for (key, value) in try Self.entries(root, path) {
            do throws(SettingsProblem) {
                switch key.string ?? "" {
                case "portals": try readPortals(value, path)
                case "lines": try readLines(value, path)
                case "groups": try readGroups(value, path)
                case "hours":
                    let section = try HoursSection(value, path)
                    hours = section.hours
                    section.problems.forEach { note($0) }
                case let section: try readScalars(section, value, path)
                }
            } catch {
                note(error)
            }
        }
        checkGroups(path)
    }

    mutating func note(_ problem: SettingsProblem) {
        if problems.count < Self.problemsMax { problems.append(problem) }
    }

    private mutating func readScalars(_ section: String, _ value: Node, _ path: String) throws(SettingsProblem) {
        let known = Self.scalarKeys[section]
        for (name, content) in try Self.entries(value, path) {
            let word = name.string ?? ""
            // A section that is no built-in one is a provider's: `speaches: {baseUrl: ...}`.
            guard known?.contains(word) ?? Self.providerKeys.contains(word) else {
                note(SettingsProblem("\(path):\(Self.line(of: name)): unknown key \(section).\(word); \(Self.example)"))
                continue
            }
            let items = content.sequence.map { Array($0) } ?? [content]
            let texts = items.compactMap { $0.scalar?.string }
            guard texts.count == items.count else {
                note(SettingsProblem("\(path):\(Self.line(of: content)): \(section).\(word) is one value or a list of values"))
                continue
            }
            scalars["\(section).\(word)"] = texts.joined(separator: ",")
        }
    }

    /// Where a file stops being YAML, in one line.
    private static func text(of error: any Error, _ path: String) -> String {
        switch error as? YamlError {
        case .parser(_, let problem, let mark, _), .scanner(_, let problem, let mark, _): "\(path):\(mark.line): not YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, _): "\(path): \(keys.sorted().joined(separator: ", ")) stands twice in one section: keep one"
        default: "\(path) is not YAML: check its indentation and brackets"
        }
    }

    static func line(of node: Node) -> Int { node.mark?.line ?? 0 }

    static func entries(_ node: Node, _ path: String) throws(SettingsProblem) -> [(Node, Node)] {
        guard let mapping = node.mapping else { throw SettingsProblem("\(path):\(line(of: node)): here a map of keys is expected; \(example)") }
        return mapping.map { ($0.key, $0.value) }
    }
}
