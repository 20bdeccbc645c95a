import Foundation
import Testing

@testable import VoiceAgent

@Suite("The control socket")
struct ControlClientTests {
    @Test("A file left behind by a killed server is no server")
    func leftover() async throws {
        let isServed = try await ScratchFile.holding("") { (ControlClient.isServed($0), ControlClient.isServed($0 + ".absent")) }
        #expect(isServed == (false, false))
    }

    @Test("A path too long for a socket is no server")
    func longPath() {
        #expect(!ControlClient.isServed("/" + String(repeating: "a", count: 200)))
    }
}
