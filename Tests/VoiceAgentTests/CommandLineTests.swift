import ArgumentParser
import Sandbox
import Testing

@testable import VoiceAgent

@Suite("The command line")
struct CommandLineTests {
    @Test("--version says the version")
    func version() throws {
        let error = try #require(throws: (any Error).self) { try VoiceAgent.parseAsRoot(["--version"]) }
        #expect(VoiceAgent.message(for: error) == ProductVersion.number)
        #expect(ProductVersion.userAgent == "bitrix24-voice-agent/\(ProductVersion.number)")
    }

    @Test("sandbox runs the stand-ins unless it is told to call")
    func sandbox() throws {
        let run = try #require(try VoiceAgent.parseAsRoot(["sandbox", "--portal-port", "0", "--app", "http://127.0.0.1:8080"]) as? SandboxRun)
        #expect(run.portalPort == 0 && run.app == "http://127.0.0.1:8080")
        let call = try #require(try VoiceAgent.parseAsRoot(["sandbox", "call", "--kind", "missed", "--seed", "7", "--phone", "+79991234567"]) as? SandboxCall)
        #expect(call.kind == .missed && call.seed == 7 && call.phone == "+79991234567" && call.to == "http://127.0.0.1:8090")
        #expect(throws: (any Error).self) { try VoiceAgent.parseAsRoot(["sandbox", "call", "--kind", "nobody"]) }
    }

    @Test("A call's number is taken as people write it")
    func number() throws {
        let call = try #require(try VoiceAgent.parseAsRoot(["sandbox", "call", "--phone", "8 916 000-00-01"]) as? SandboxCall)
        #expect(try call.number() == "+79160000001")
        let wrong = try #require(try VoiceAgent.parseAsRoot(["sandbox", "call", "--phone", "12"]) as? SandboxCall)
        #expect(throws: Failure.self) { try wrong.number() }
    }

    @Test("A list of no jobs is wrong usage", arguments: ["0", "-1", "1000000"])
    func limit(_ limit: String) async throws {
        let list = try #require(try VoiceAgent.parseAsRoot(["jobs", "list", "--limit=\(limit)"]) as? Jobs.List)
        let failure = await #expect(throws: Failure.self) { try await list.run() }
        #expect(failure?.code == 64)
    }

    @Test("The progress bar fits its terminal", arguments: [8, 20, 30, 80, 200])
    func bar(_ columns: Int) {
        for percent in [0, 7, 50, 100] { #expect(ProgressBar.line(percent, columns: columns).count < columns) }
        #expect(ProgressBar.line(50, columns: 200).count == 47)
        #expect(ProgressBar.line(50, columns: 30) == "[##########...........] 50 %")
    }

    @Test("A call to nobody says what to start")
    func nobody() async throws {
        let port = FreePort.orAny(0)
        let failure = await #expect(throws: Failure.self) { try await CallByHand(portal: "http://127.0.0.1:\(port)").place(kind: .newClient, seed: 1, phone: nil) }
        #expect(failure?.description.contains("start voice-agent sandbox") == true)
    }
}
