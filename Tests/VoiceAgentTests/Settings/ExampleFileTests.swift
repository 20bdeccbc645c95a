import CallDesk
import Foundation
import Testing
import Web

@testable import VoiceAgent

@Suite("The example of a settings file")
struct ExampleFileTests {
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: SettingsFile.example.split(separator: " ").first.map(String.init) ?? "").path
    /// Parts that this version does not have.
    private static let toCome: Set<String> = ["tts", "calls", "sip", "webrtc", "audiosocket"]

    @Test("can be used as it stands")
    func usable() async throws {
        let file = SettingsFile(reading: Self.path)
        #expect(file.problems.isEmpty)
        #expect(file.portals.count == 1 && file.lines.count == 2 && file.groups.count == 2 && file.hours.days.count == 5 && file.hours.holidays.count == 2)
        let reading = SettingsReading(try await SettingsSource(environment: [:], dotEnv: nil, file: file), sections: file)
        #expect(reading.problems.isEmpty)
        #expect(reading.settings.http.extraPorts.map(\.port) == [8003, 8005])
    }

    @Test("has every key that does something")
    func whole() {
        let file = SettingsFile(reading: Self.path)
        let wanted = SettingsFile.scalarKeys.filter { !Self.toCome.contains($0.key) }.flatMap { section, names in names.map { "\(section).\($0)" } }
        #expect(Set(wanted).subtracting(file.scalars.keys).isEmpty)
    }
}
