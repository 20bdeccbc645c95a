import Bitrix24
import CallDesk
import Foundation
import Yams

/// The lists of `voice-agent.yaml`: portals, lines, groups, hours. Every key is checked, for a misspelt one would silently do nothing.
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

    init() {}

    init(path: String) throws(SettingsProblem) {
        guard let data = FileManager.default.contents(atPath: path) else { throw SettingsProblem("\(path) cannot be read: check the path given by --config") }
        guard data.count <= Self.bytesMax, let text = String(data: data, encoding: .utf8) else { throw SettingsProblem("\(path) is no UTF-8 text of at most 1 MB") }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { throw SettingsProblem(Self.text(of: error, path)) }
        guard let root else { return }
        try read(root, path)
    }

    private mutating func read(_ root: Node, _ path: String) throws(SettingsProblem) {
        for (key, value) in try Self.entries(root, path) {
            switch key.string ?? "" {
            case "portals": portals = try Self.items(value, ["clientId", "clientSecret", "plan"], path).map(Self.portal)
            case "lines": lines = try Self.items(value, ["number", "portal", "scenario", "group"], path).map(Self.line)
            case "groups": groups = try Self.items(value, ["name", "users", "department"], path).map(Self.group)
            case "hours": hours = try HoursSection(value, path).hours
            case let section:
                try readScalars(section, value, path)
            }
        }
        for line in lines {
            guard let group = line.group else { continue }
            guard groups.contains(where: { $0.name == group }) else { throw SettingsProblem("\(path): the line \(line.number) names the group \(group), which groups does not have") }
        }
    }

    private mutating func readScalars(_ section: String, _ value: Node, _ path: String) throws(SettingsProblem) {
        let known = Self.scalarKeys[section]
        for (name, content) in try Self.entries(value, path) {
            let word = name.string ?? ""
            // A section that is no built-in one is a provider's: `speaches: {baseUrl: ...}`.
            guard known?.contains(word) ?? Self.providerKeys.contains(word) else {
                throw SettingsProblem("\(path):\(Self.line(of: name)): unknown key \(section).\(word); install/env.example lists the keys")
            }
            let items = content.sequence.map { Array($0) } ?? [content]
            let texts = items.compactMap { $0.scalar?.string }
            guard texts.count == items.count else {
                throw SettingsProblem("\(path):\(Self.line(of: content)): \(section).\(word) is one value or a list of values")
            }
            scalars["\(section).\(word)"] = texts.joined(separator: ",")
        }
    }

    /// Where a file stops being YAML, in one line.
    private static func text(of error: any Error, _ path: String) -> String {
        guard case .parser(_, let problem, let mark, _) = error as? YamlError else { return "\(path) is not YAML: check its indentation and brackets" }
        return "\(path):\(mark.line): not YAML: \(problem)"
    }

    static func line(of node: Node) -> Int { node.mark?.line ?? 0 }

    static func entries(_ node: Node, _ path: String) throws(SettingsProblem) -> [(Node, Node)] {
        guard let mapping = node.mapping else { throw SettingsProblem("\(path):\(line(of: node)): here a map of keys is expected") }
        return mapping.map { ($0.key, $0.value) }
    }

    private static func items(_ node: Node, _ keys: Set<String>, _ path: String) throws(SettingsProblem) -> [[String: Node]] {
        guard let sequence = node.sequence else { throw SettingsProblem("\(path):\(line(of: node)): here a list is expected") }
        var found: [[String: Node]] = []
        for item in sequence {
            var fields: [String: Node] = [:]
            for (key, value) in try entries(item, path) {
                guard let name = key.string, keys.contains(name) else {
                    throw SettingsProblem("\(path):\(line(of: key)): unknown key \(key.string ?? ""); known are \(keys.sorted().joined(separator: ", "))")
                }
                fields[name] = value
            }
            found.append(fields)
        }
        return found
    }

    private static func text(_ fields: [String: Node], _ key: String) -> String? { fields[key]?.scalar?.string }

    private static func portal(_ fields: [String: Node]) throws(SettingsProblem) -> Portal {
        guard let id = text(fields, "clientId"), let secret = text(fields, "clientSecret") else {
            throw SettingsProblem("portals", "every portal needs clientId and clientSecret")
        }
        guard let name = text(fields, "plan") else { return Portal(clientID: id, clientSecret: secret) }
        guard let plan = PortalPlan(rawValue: name) else {
            throw SettingsProblem("portals", "plan is one of \(PortalPlan.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return Portal(clientID: id, clientSecret: secret, plan: plan)
    }

    private static func line(_ fields: [String: Node]) throws(SettingsProblem) -> Line {
        guard let number = text(fields, "number") else { throw SettingsProblem("lines", "every line needs a number") }
        return Line(number: number, portal: text(fields, "portal"), scenario: text(fields, "scenario") ?? "sales", group: text(fields, "group"))
    }

    private static func group(_ fields: [String: Node]) throws(SettingsProblem) -> OperatorGroup {
        guard let name = text(fields, "name") else { throw SettingsProblem("groups", "every group needs a name") }
        let users = fields["users"]?.sequence?.compactMap(\.int) ?? []
        let department = fields["department"]?.int
        guard !users.isEmpty || department != nil else { throw SettingsProblem("groups", "the group \(name) needs users or a department") }
        return OperatorGroup(name: name, userIDs: users, department: department)
    }
}
