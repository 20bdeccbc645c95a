import Foundation
import Testing

@testable import VoiceAgent

@Suite("The control socket")
struct ControlClientTests {
    @Test("A file left behind by a killed server is no server")
    func leftover() throws {
        let file = try ScratchFile("")
        #expect(!ControlClient.isServed(file.path))
        #expect(!ControlClient.isServed(file.path + ".absent"))
    }

    @Test("A path too long for a socket is no server")
    func longPath() {
        #expect(!ControlClient.isServed("/" + String(repeating: "a", count: 200)))
    }
}
