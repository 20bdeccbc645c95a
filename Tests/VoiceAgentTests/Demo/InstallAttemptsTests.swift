import Sandbox
import Testing

@testable import VoiceAgent

@Suite("Installing a server into the stand-in portal")
struct InstallAttemptsTests {
    private static let app = "http://127.0.0.1:8080"

    private static func answer(_ status: Int?, finishes: Bool = false, isFrameable: Bool = true) -> InstallOutcome {
        InstallOutcome(status: status, contentType: "text/html", page: "", callsInstallFinish: finishes, isFrameable: isFrameable)
    }

    @Test("ends when it is installed")
    func installed() {
        var attempts = InstallAttempts(app: Self.app)
        #expect(attempts.handle(Self.answer(200, finishes: true)) == .done)
    }

    @Test("says once that nobody answers, and gives up in the end")
    func absent() {
        var attempts = InstallAttempts(app: Self.app)
        #expect(attempts.handle(Self.answer(nil)) == .again(say: "Nobody answers at \(Self.app) yet: start voice-agent serve there with the settings above"))
        for _ in 2..<InstallAttempts.absentMax { #expect(attempts.handle(Self.answer(nil)) == .again(say: nil)) }
        guard case .giveUp(let reason) = attempts.handle(Self.answer(nil)) else {
            Issue.record("it goes on for ever")
            return
        }
        #expect(reason.contains(Self.app))
    }

    @Test("says why a server refuses and what to look at", arguments: [
        (403, "BITRIX24_CLIENT_ID"), (404, "check that this is voice-agent's address"), (503, "its log says why"), (418, "answered 418"), (200, "the page says what is missing"),
    ])
    func refused(_ status: Int, _ hint: String) {
        var attempts = InstallAttempts(app: Self.app)
        guard case .again(let said?) = attempts.handle(Self.answer(status)) else {
            Issue.record("nothing was said")
            return
        }
        #expect(said.contains(hint))
        for _ in 2..<InstallAttempts.refusedMax { #expect(attempts.handle(Self.answer(status)) == .again(say: nil)) }
        guard case .giveUp(let reason) = attempts.handle(Self.answer(status)) else {
            Issue.record("it goes on for ever")
            return
        }
        #expect(reason.contains(hint))
    }

    @Test("says so when the reason changes")
    func changes() {
        var attempts = InstallAttempts(app: Self.app)
        _ = attempts.handle(Self.answer(nil))
        guard case .again(let said?) = attempts.handle(Self.answer(403)) else {
            Issue.record("nothing was said")
            return
        }
        #expect(said.contains("(403)"))
    }
}
