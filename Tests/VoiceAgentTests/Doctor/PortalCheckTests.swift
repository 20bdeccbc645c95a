import Audio
import Bitrix24
import CallDesk
import Testing

@testable import VoiceAgent

@Suite("What the doctor says of a portal")
struct PortalCheckTests {
    private static let url = "https://voice.example.com"

    private static func bound(_ names: [String], _ handler: String = "\(url)/bitrix24/events") -> [JSONValue] {
        names.map { ["event": .string($0), "handler": .string(handler)] }
    }

    private static func line(scope: Set<String> = Set(Installer.wantedScopes), _ bound: [JSONValue]) -> DoctorLine {
        PortalCheck.judge("Portal x", scope: scope, bound: bound, publicURL: url)
    }

    @Test("is ok where all events come here and nothing is forbidden")
    func whole() {
        #expect(Self.line(Self.bound(AppBindings.wanted.map { $0.uppercased() })).verdict == .ok)
        #expect(Self.line(scope: Set(Installer.wantedScopes).subtracting(["user"]).union(["user_brief"]), Self.bound(AppBindings.wanted)).verdict == .ok)
    }

    @Test("names the permissions and events that are missing, each with its cure")
    func missing() {
        let line = Self.line(scope: Set(Installer.wantedScopes).subtracting(["im", "task"]), Self.bound(Array(AppBindings.wanted.dropFirst())))
        #expect(line.verdict == .bad)
        #expect(line.detail.contains("im, task") && line.detail.contains(AppBindings.wanted[0]) && line.detail.contains("open the app in Bitrix24 once"))
        #expect(!line.detail.contains(AppBindings.wanted[1]))
    }

    @Test("tells a portal that calls another address, and which one it should call")
    func elsewhere() {
        let line = Self.line(Self.bound(AppBindings.wanted, "https://old.example.com/bitrix24/events"))
        #expect(line.verdict == .bad)
        #expect(line.detail.contains("\(Self.url)/bitrix24/events") && line.detail.contains("HTTP_PUBLIC_URL"))
    }

    @Test("Every kind of audio is made and read once")
    func codecs() {
        #expect(CodecCheck.lines().map(\.text) == ["ok    Codecs: wav, flac, ogg (Vorbis), ogg (Opus), mp3 can be read"])
        let broken = CodecCheck.lines([(.wave, nil), (.mp3, "cannot be read")])
        #expect(broken.map(\.verdict) == [.bad] && broken[0].detail.contains("mp3 cannot be read") && !broken[0].detail.contains("wav"))
    }
}
