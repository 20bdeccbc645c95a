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
        ("http:\n  port: 1\n  prot: 2\n", "FILE:3: unknown key http.prot; install/env.example lists the keys"),
        ("htp:\n  port: 1\n", "FILE:2: unknown key htp.port; install/env.example lists the keys"),
        ("asr:\n  baseUrl: x\n", "FILE:2: unknown key asr.baseUrl; install/env.example lists the keys"),
        ("http: 5\n", "FILE:1: here a map of keys is expected"),
        ("http:\n  port: {a: 1}\n", "FILE:2: http.port is one value or a list of values"),
        ("lines:\n  - number: \"+7\"\n    grp: x\n", "FILE:3: unknown key grp; known are group, number, portal, scenario"),
        ("lines: 5\n", "FILE:1: here a list is expected"),
        ("hours:\n  zone: Mars\n", "FILE:2: hours.zone is no time zone; write one like Europe/Moscow"),
        ("hours:\n  days: {mon: \"18:00-09:00\"}\n", "FILE:2: write days like mon: \"09:00-18:00\""),
        ("hours:\n  day: {}\n", "FILE:2: unknown key hours.day; known are days, holidays, zone"),
        ("lines:\n  - {number: \"+7\", group: g}\n", "FILE: the line +7 names the group g, which groups does not have"),
        ("groups:\n  - {name: g}\n", "groups: the group g needs users or a department"),
        ("portals:\n  - {clientId: a, clientSecret: b, plan: big}\n", "portals: plan is one of enterprise, other"),
        ("portals:\n  - {clientId: a}\n", "portals: every portal needs clientId and clientSecret"),
    ])
    func problems(_ yaml: String, _ text: String) async throws {
        #expect(try await Self.problem(yaml) == text)
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
