import Foundation
import Testing

@testable import VoiceAgent

@Suite("The doctor's look at .env")
struct DotEnvCheckTests {
    private static func found(_ text: String) -> [String] { DotEnvCheck.lines(of: text).map(\.text) }

    @Test("Good lines, comments and empty ones pass")
    func good() {
        #expect(Self.found("# a comment\n\nHTTP_PORT=8080\nSPEACHES_BASE_URL=http://127.0.0.1:8000/v1\nAPI_TOKEN=\n").isEmpty)
    }

    @Test("A line that means something else than it looks like is named with its number", arguments: [
        ("\nHTTP PORT", "BAD   .env line 2: has no =; write KEY=value"),
        ("http_port=1", "BAD   .env line 1: the key is not written like HTTP_PORT"),
        ("=1", "BAD   .env line 1: the key is not written like HTTP_PORT"),
        ("export HTTP_PORT=1", "BAD   .env line 1: the key is not written like HTTP_PORT"),
        ("HTTP_HOST=\"a\"", "BAD   .env line 1: the value of HTTP_HOST stands in quotes, which become part of it: remove them"),
        ("LOG_LEVEL=info # loud", "BAD   .env line 1: a comment behind the value of LOG_LEVEL becomes part of it: put it on a line of its own"),
        ("HTTP_PORT=1\nHTTP_PORT=2", "BAD   .env line 2: HTTP_PORT stands in line 1 already: keep one"),
        ("HTTP_PROT=1", "warn  .env line 1: no setting is called HTTP_PROT: did you mean HTTP_PORT?"),
    ])
    func bad(_ text: String, _ line: String) {
        #expect(Self.found(text) == [line])
    }

    @Test("A key behind an equals sign in its value is no second key")
    func equalsInValue() {
        #expect(Self.found("BITRIX24_PRIVATE_HOSTS=portal.example.local=10.0.0.0/8").isEmpty)
    }

    @Test("The example lists every setting, those of parts to come commented")
    func complete() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.deletingLastPathComponent().appending(path: "install/env.example"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        for (section, names) in SettingsFile.scalarKeys {
            for key in names.map({ SettingsKey.spelt(section, $0) }) {
                let isToCome = SettingsKey.standing(of: key) == .withoutEffect
                #expect(lines.contains { $0.hasPrefix("\(isToCome ? "#" : "")\(key)=") }, "\(key)")
            }
        }
    }

    @Test("Every key of the example is a setting")
    func example() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.deletingLastPathComponent().appending(path: "install/env.example"), encoding: .utf8)
        #expect(Self.found(text).isEmpty)
    }
}
