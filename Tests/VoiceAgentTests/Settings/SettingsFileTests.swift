import Bitrix24
import CallDesk
import Foundation
import Testing

@testable import VoiceAgent

@Suite("The settings file")
struct SettingsFileTests {
    /// What is wrong with the file, without its path.
    private static func problem(_ yaml: String) async throws -> String? {
        try await ScratchFile.holding(yaml) { path in
            do throws(SettingsProblem) {
                _ = try SettingsFile(path: path)
                return nil
            } catch {
                return error.description.replacing(path, with: "FILE")
            }
        }
    }

    @Test("Portals, lines, groups and hours are read")
    func lists() async throws {
        let yaml = """
            portals:
              - {clientId: local.1, clientSecret: s}
              - {clientId: local.2, clientSecret: s, plan: enterprise}
            lines:
              - {number: "+74950000000", group: sales}
            groups:
              - {name: sales, users: [1, 5]}
            hours:
              zone: Europe/Moscow
              days: {mon: "09:00-18:30"}
              holidays: ["2026-01-01"]
            """
        let file = try await ScratchFile.holding(yaml) { try SettingsFile(path: $0) }
        #expect(file.portals.map(\.clientID) == ["local.1", "local.2"])
        #expect(file.plans == ["local.2": .enterprise])
        #expect(file.lines.map(\.group) == ["sales"])
        #expect(file.groups.map(\.userIDs) == [[1, 5]])
        #expect(file.hours.zone.identifier == "Europe/Moscow")
        #expect(file.hours.days == [2: 540..<1110])
        #expect(file.hours.holidays == ["2026-01-01"])
    }

    @Test("What cannot be used is named with its line", arguments: [
        ("http:\n  port: 1\n  prot: 2\n", "FILE:3: unknown key http.prot; install/voice-agent.example.yaml shows the keys"),
        ("htp:\n  port: 1\n", "FILE:2: unknown key htp.port; install/voice-agent.example.yaml shows the keys"),
        ("asr:\n  baseUrl: x\n", "FILE:2: unknown key asr.baseUrl; install/voice-agent.example.yaml shows the keys"),
        ("http: 5\n", "FILE:1: here a map of keys is expected; install/voice-agent.example.yaml shows the keys"),
        ("http:\n  port: {a: 1}\n", "FILE:2: http.port is one value or a list of values"),
        ("lines:\n  - number: \"+79990001122\"\n    grp: x\n", "FILE:3: unknown key grp; known are group, number, portal, scenario"),
        ("lines: 5\n", "FILE:1: here a list is expected; install/voice-agent.example.yaml shows the keys"),
        ("hours:\n  zone: Mars\n", "FILE:2: hours.zone is no time zone; write one like Europe/Moscow"),
        ("hours:\n  days: {mon: \"18:00-09:00\"}\n", "FILE:2: write days like mon: \"09:00-18:00\""),
        ("hours:\n  day: {}\n", "FILE:2: unknown key hours.day; known are days, holidays, zone"),
        ("lines:\n  - {number: \"+79990001122\", group: g}\n", "FILE:2: the line +79990001122 names the group g, which groups does not have"),
        ("groups:\n  - {name: g}\n", "FILE:2: the group g needs users or a department"),
        ("portals:\n  - {clientId: a}\n", "FILE:2: every portal needs clientId and clientSecret"),
        ("portals:\n  - {clientId: a, clientSecret: b, plan: big}\n", "FILE:2: plan: write one of enterprise, other"),
    ])
    func problems(_ yaml: String, _ text: String) async throws {
        #expect(try await Self.problem(yaml) == text)
    }

    @Test("Everything wrong is named at once, each with its line, and what is right is taken")
    func together() async throws {
        let yaml = """
            lines:
              - {number: abc, group: a, portal: zzz, scenario: nope}
              - {number: "+74950000000", group: b}
            groups:
              - {name: b, users: [1, x, -3], department: y}
              - name: b
                users: 5
            hours:
              days: {mon: "9", tue: "09:00-18:00"}
              holidays: [soon]
            """
        let (file, path) = try await ScratchFile.holding(yaml) { (SettingsFile(reading: $0), $0) }
        let found = file.problems.map { $0.description.replacing(path, with: "FILE") }
        let starts = [
            "FILE:2: number:", "FILE:2: portal:", "FILE:5: department:", "FILE:5: users: x ", "FILE:5: users: -3 ", "FILE:6: name: the group b stands twice",
            "FILE:7: users: write a list", "FILE:9: write days", "FILE:10: hours.holidays", "FILE:2: the line abc names the group a",
        ]
        for start in starts { #expect(found.contains { $0.hasPrefix(start) }, "\(start)") }
        #expect(found.count == starts.count, "\(found)")
        #expect(file.lines.map(\.number) == ["abc", "+74950000000"] && file.groups.first?.userIDs == [1] && file.hours.days == [3: 540..<1080])
        let thrown = await #expect(throws: SettingsProblem.self) { try await ScratchFile.holding(yaml) { try SettingsFile(path: $0) } }
        #expect(thrown?.description.contains("names this and 9 more") == true)
    }

    @Test("A key that stands twice is named")
    func twice() async throws {
        #expect(try await Self.problem("http:\n  port: 1\n  port: 2\n") == "FILE: port stands twice in one section: keep one")
    }

    @Test("What is no YAML is said in one line with its place")
    func noYAML() async throws {
        let text = try #require(try await Self.problem("http:\n  port: [\n"))
        #expect(text.hasPrefix("FILE:3: not YAML: "))
        #expect(!text.contains("\n"))
    }

    @Test("A provider of one's own has a section of its own")
    func provider() async throws {
        let file = try await ScratchFile.holding("speaches:\n  baseUrl: http://127.0.0.1:8000/v1\n") { try SettingsFile(path: $0) }
        #expect(file.scalars == ["speaches.baseUrl": "http://127.0.0.1:8000/v1"])
    }

    @Test("A file that is not there says so")
    func absent() {
        #expect(throws: SettingsProblem("nowhere.yaml cannot be read: check the path given by --config")) { try SettingsFile(path: "nowhere.yaml") }
    }
}
