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

    @Test("A call to nobody says what to start")
    func nobody() async throws {
        let port = FreePort.orAny(0)
        let failure = await #expect(throws: Failure.self) { try await CallByHand(portal: "http://127.0.0.1:\(port)").place(kind: .newClient, seed: 1, phone: nil) }
        #expect(failure?.description.contains("start voice-agent sandbox") == true)
    }
}
