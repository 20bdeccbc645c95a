import Audio
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// The server ends while pieces of a recording are at the recogniser.
@Suite("A server that ends in the middle of a recording goes on where it was", .serialized)
struct StoppedServerTests {
    enum Ending: String, CaseIterable, Sendable {
        case killed, terminated
    }

    /// From this request on the recogniser answers nobody.
    private static let firstHeld = 3
    /// The server asks for as many pieces at once, so as many requests are held.
    private static let atOnce = 4
    /// A call with more pieces than are sent before the end.
    private static let piecesMin = firstHeld + atOnce + 2

    @Test("Pieces that were heard are not sent again, SIGTERM ends it within 20 s with 0, and the next start finishes the call", arguments: Ending.allCases)
    func endedWhileHearing(_ ending: Ending) async throws {
        let released = Ready()
        var listening = SandboxSpeechConfiguration(apiKey: ProcessWorld.apiKey, sleep: { _ in await released.wait() })
        for number in Self.firstHeld..<Self.firstHeld + Self.atOnce {
            listening.faults.onRequest(number, of: .transcriptions, .slow(milliseconds: 1))
        }
        try await ProcessWorld.run(speech: listening) { world in
            // Whatever fails: requests that are held would keep the stand-in from ending.
            defer { released.open() }
            let (call, pieces) = try longCall(world.calls)
            let callID = try await world.portal.receiveLastingCall(try world.calls.played(call))
            // When so many have come and none of the last is answered, every piece before them has been kept.
            let sent = Self.firstHeld - 1 + Self.atOnce
            _ = try await Patience(limit: 60).until("pieces at the recogniser") { transcriptions(world) == sent ? true : nil }
            switch ending {
            case .killed: world.server.kill()
            case .terminated:
                let stopped = await world.server.stop()
                #expect(stopped.code == 0)
                #expect(stopped.seconds <= 20)
            }
            released.open()
            let kept = try await world.inStorage { store in
                guard let portal = try await store.portals().first, let row = try await store.call(portalID: portal.id, externalID: callID) else { return -1 }
                return try await store.recognisedPieces(callID: row.id).count
            }
            #expect(kept == Self.firstHeld - 1)
            try await world.server.start(url: world.url)
            try await world.handedOff(callID)
            #expect(transcriptions(world) - sent == pieces - kept)
            await world.expectOnce(callID, phone: call.clientPhone)
        }
    }

    private func transcriptions(_ world: ProcessWorld) -> Int { world.speech.log.count { $0.endpoint == .transcriptions } }

    /// A call with many pieces in which a call back is promised, and how many pieces.
    private func longCall(_ calls: SandboxCalls) throws -> (call: RecordedCall, pieces: Int) {
        let folder = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")
        for seed in UInt64(1)...200 {
            guard let rendered = try calls.rendered(.newClient, seed: seed), rendered.call.text(of: .operator).contains("он перезвонит") else { continue }
            try Data(rendered.wave.encoded()).write(to: file)
            var cutter = try RecordingCutter(path: file.path)
            var pieces = 0
            while try cutter.next() != nil { pieces += 1 }
            if pieces >= Self.piecesMin { return (rendered.call, pieces) }
        }
        throw Failure("no call has \(Self.piecesMin) pieces")
    }
}
