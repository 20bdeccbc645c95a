import Bitrix24
import CallDesk
import Foundation
import Yams

/// The sections that are lists of maps. Of a list, what cannot be used is named by its line, and the rest is taken.
extension SettingsFile {
    mutating func readPortals(_ node: Node, _ path: String) throws(SettingsProblem) {
        for item in try items(node, ["clientId", "clientSecret", "plan"], path) {
            guard let id = item.text("clientId"), let secret = item.text("clientSecret") else {
                note(item.problem("every portal needs clientId and clientSecret"))
                continue
            }
            let plan = item.text("plan").flatMap(PortalPlan.init(rawValue:))
            if item["plan"] != nil, plan == nil { note(item.problem("plan", "write one of \(PortalPlan.allCases.map(\.rawValue).joined(separator: ", "))")) }
            portals.append(Portal(clientID: id, clientSecret: secret, plan: plan))
        }
    }

    mutating func readLines(_ node: Node, _ path: String) throws(SettingsProblem) {
        for item in try items(node, ["number", "portal", "scenario", "group"], path) {
            let number = item.text("number")
            if number.map(Self.isLineNumber) != true {
                note(item.problem("number", "write the line's number as the portal names it, such as \"+74950000000\" or reg123456"))
            }
            let portal = item.text("portal")
            if item["portal"] != nil, portal.map(Self.isMemberID) != true {
                note(item.problem("portal", "write the portal's member_id, 32 letters and digits (voice-agent doctor shows it), or leave it out for all portals"))
            }
            if let group = item.text("group") { namedGroups.append((group, number ?? "?", item.line("group"))) }
            lines.append(Line(number: number ?? "", portal: portal, scenario: item.text("scenario") ?? "sales", group: item.text("group")))
        }
    }

    mutating func readGroups(_ node: Node, _ path: String) throws(SettingsProblem) {
        for item in try items(node, ["name", "users", "department"], path) {
            let name = item.text("name")
            if name == nil { note(item.problem("every group needs a name")) }
            if let name, groups.contains(where: { $0.name == name }) { note(item.problem("name", "the group \(name) stands twice: keep one")) }
            let users = readUsers(item)
            let department = item["department"].flatMap(Self.identifier)
            if item["department"] != nil, department == nil { note(item.problem("department", "write the department's number in the portal")) }
            if item["users"] == nil, item["department"] == nil { note(item.problem("the group \(name ?? "?") needs users or a department")) }
            groups.append(OperatorGroup(name: name ?? "", userIDs: users, department: department))
        }
    }

    private mutating func readUsers(_ item: Item) -> [Int] {
        guard let node = item["users"] else { return [] }
        guard let sequence = node.sequence, !sequence.isEmpty else {
            note(item.problem("users", "write a list of user numbers, such as [1, 5]"))
            return []
        }
        var users: [Int] = []
        for user in sequence {
            if let id = Self.identifier(user) {
                users.append(id)
            } else {
                note(SettingsProblem("\(item.path):\(Self.line(of: user)): users: \(user.scalar?.string ?? "this") is no user's number in the portal"))
            }
        }
        return users
    }

    /// Once all groups are known.
    mutating func checkGroups(_ path: String) {
        for named in namedGroups where !groups.contains(where: { $0.name == named.group }) {
            note(SettingsProblem("\(path):\(named.line): the line \(named.number) names the group \(named.group), which groups does not have"))
        }
    }

    private static func identifier(_ node: Node) -> Int? { node.scalar.flatMap { Int($0.string) }.flatMap { $0 > 0 ? $0 : nil } }

    /// Digits of the shortest line: that of an internal one.
    private static let lineDigitsMin = 3
    private static let lineLengthMax = 64

    /// A number, or the search id of a line: `reg123456`, `sip7`. Source: telephony/voximplant/events/on-voximplant-call-init.md.
    private static func isLineNumber(_ text: String) -> Bool {
        let isNamed = ["reg", "sip", "link"].contains { text.hasPrefix($0) }
        return text.count <= lineLengthMax && text.filter(\.isWholeNumber).count >= (isNamed ? 1 : lineDigitsMin)
    }

    private static let memberIDLength = 32

    private static func isMemberID(_ text: String) -> Bool { text.count == memberIDLength && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }

    /// One map of a list.
    private struct Item {
        let node: Node
        let path: String
        let fields: [String: Node]

        subscript(key: String) -> Node? { fields[key] }

        /// `nil` also for an empty one.
        func text(_ key: String) -> String? { fields[key]?.scalar.flatMap { $0.string.isEmpty ? nil : $0.string } }
        func line(_ key: String) -> Int { SettingsFile.line(of: fields[key] ?? node) }
        func problem(_ text: String) -> SettingsProblem { SettingsProblem("\(path):\(SettingsFile.line(of: node)): \(text)") }
        func problem(_ key: String, _ text: String) -> SettingsProblem { SettingsProblem("\(path):\(line(key)): \(key): \(text)") }
    }

    private mutating func items(_ node: Node, _ keys: Set<String>, _ path: String) throws(SettingsProblem) -> [Item] {
        guard let sequence = node.sequence else { throw SettingsProblem("\(path):\(Self.line(of: node)): here a list is expected; \(Self.example)") }
        var found: [Item] = []
        for item in sequence {
            do throws(SettingsProblem) {
                var fields: [String: Node] = [:]
                for (key, value) in try Self.entries(item, path) {
                    guard let name = key.string, keys.contains(name) else {
                        note(SettingsProblem("\(path):\(Self.line(of: key)): unknown key \(key.string ?? ""); known are \(keys.sorted().joined(separator: ", "))"))
                        continue
                    }
                    fields[name] = value
                }
                found.append(Item(node: item, path: path, fields: fields))
            } catch {
                note(error)
            }
        }
        return found
    }
}
