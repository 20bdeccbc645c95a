import CallDesk
import Foundation
import Testing

@testable import VoiceAgent

@Suite("The doctor")
struct DoctorTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "templates", directoryHint: .isDirectory)

    private static func scratch(_ work: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "doctor-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try work(folder)
    }

    private static func settings(_ change: (inout Settings) -> Void) -> Settings {
        var settings = Settings()
        change(&settings)
        return settings
    }

    @Test("Every setting that cannot be used has a line of its own, with the cure")
    func everyProblem() {
        let lines = Doctor.lines([SettingsProblem("JOB_LEASE", "write a time"), SettingsProblem("OWN_BASE_URL is not set: give the address of own"), SettingsProblem("x.yaml:3: unknown key a")])
        #expect(lines.map(\.text) == ["BAD   JOB_LEASE: write a time", "BAD   OWN_BASE_URL: is not set: give the address of own", "BAD   Settings: x.yaml:3: unknown key a"])
    }

    @Test("A storage path beneath a file, or where nothing can be made, is named; one that can be made is not made")
    func storagePath() throws {
        try Self.scratch { folder in
            let file = folder.appending(path: "file")
            try Data("x".utf8).write(to: file)
            for path in [file.path, file.appending(path: "data").path, "/proc/voice-agent"] {
                let lines = StorageCheck(settings: Self.settings { $0.storagePath = path }).lines
                #expect(lines.map(\.subject) == ["STORAGE_PATH"] && lines.map(\.verdict) == [.bad], "\(path)")
            }
            let good = folder.appending(path: "deep/data")
            #expect(!StorageCheck(settings: Self.settings { $0.storagePath = good.path }).lines.contains { $0.verdict == .bad })
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
        }
    }

    @Test("Templates that are not there are named, and each broken part has its line")
    func templates() throws {
        try Self.scratch { folder in
            let absent = Doctor.templates(Self.settings { $0.templates = folder.appending(path: "nowhere").path })
            #expect(absent.map(\.subject) == ["TEMPLATES_PATH"])
            #expect(Doctor.templates(Self.settings { $0.templates = Self.folder.path }).map(\.verdict) == [.ok])
            let copy = folder.appending(path: "templates")
            try FileManager.default.copyItem(at: Self.folder, to: copy)
            try FileManager.default.removeItem(at: copy.appending(path: "pages/style.css"))
            try FileManager.default.removeItem(at: copy.appending(path: "prompts/analysis.en.txt"))
            try Data("- list".utf8).write(to: copy.appending(path: "crm/ru.yaml"))
            let broken = Doctor.templates(Self.settings { $0.templates = copy.path })
            #expect(broken.allSatisfy { $0.subject == "TEMPLATES_PATH" && $0.verdict == .bad })
            for name in ["style.css", "analysis.en.txt", "ru.yaml"] { #expect(broken.contains { $0.detail.contains(name) }, "\(name)") }
            #expect(throws: SettingsProblem.self) { try Templates.checked(copy.path) }
        }
    }

    @Test("An address that is not this machine's is named")
    func host() {
        let lines = SettingsCheck(settings: Self.settings { $0.http.host = "192.0.2.1" }).lines
        #expect(lines.contains { $0.subject == "HTTP_HOST" && $0.verdict == .bad })
    }

    @Test("A short API_TOKEN is objected to where others can try it, and a short RECORDING_POLL is for tests only")
    func guessable() {
        func verdict(_ subject: String, _ change: (inout Settings) -> Void) -> DoctorLine.Verdict? {
            SettingsCheck(settings: Self.settings(change)).lines.first { $0.subject == subject }?.verdict
        }
        #expect(verdict("API_TOKEN") { ($0.http.apiToken, $0.http.publicURL) = ("abc", "https://voice.example.com") } == .bad)
        #expect(verdict("API_TOKEN") { ($0.http.apiToken, $0.http.publicURL) = ("0123456789abcdef", "https://voice.example.com") } == .ok)
        #expect(verdict("API_TOKEN") { $0.http.apiToken = "abc" } == .ok)
        #expect(verdict("RECORDING_POLL") { $0.limits.recordingPoll = [1] } == .warn)
        #expect(verdict("RECORDING_POLL") { _ in } == nil)
    }

    @Test("Variables that do nothing are warnings")
    func strays() {
        #expect(Doctor.strays(["HTTP_PROT": "1", "PATH": "/bin"]).map(\.text) == ["warn  Environment: no setting is called HTTP_PROT: did you mean HTTP_PORT?"])
    }
}
