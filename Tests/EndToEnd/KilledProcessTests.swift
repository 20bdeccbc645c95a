import Foundation
import Sandbox
import Synchronization
import Testing

@testable import VoiceAgent

/// The server is killed with SIGKILL at a step of flow B, started again, and the CRM holds everything once.
@Suite("A killed server doubles nothing and loses nothing", .serialized)
struct KilledProcessTests {
    /// Where it is killed: at the first request of a method, before the portal executes it or after, with the answer lost.
    struct Point: Sendable, CustomTestStringConvertible {
        let method: String
        let moment: RequestMoment
        var testDescription: String { "\(method), \(moment == .beforeExecuting ? "before" : "after") it is executed" }
    }

    /// Every request that flow B makes, in its order.
    private static let steps = [
        "crm.duplicate.findbycomm", "crm.item.add", "im.notify.system.add", "voximplant.statistic.get", "disk.file.get", "download",
        "telephony.call.attachTranscription", "crm.activity.get", "crm.activity.layout.blocks.set", "crm.item.update", "tasks.task.add",
    ]
    /// The writes, whose lost answers matter most.
    private static let writes: Set<String> = [
        "crm.item.add", "im.notify.system.add", "telephony.call.attachTranscription", "crm.activity.layout.blocks.set", "crm.item.update", "tasks.task.add",
    ]

    static let points: [Point] = steps.flatMap { method in
        let moments: [RequestMoment] = LongTests.areWanted || writes.contains(method) ? [.beforeExecuting, .afterExecuting] : [.afterExecuting]
        return moments.map { Point(method: method, moment: $0) }
    }

    @Test("One lead, one transcript, one task, one summary, wherever it was killed", arguments: points)
    func killed(_ point: Point) async throws {
        try await ProcessWorld.run { world in
            let killed = Ready()
            await killAtPoint(point, world, killed)
            let call = try world.calls.madeUp(.wantsPerson, seed: 7)
            // People talk on whatever happens to the server.
            let callID = try await world.portal.receiveLastingCall(try world.calls.played(call), isLost: { killed.isOpen })
            _ = try await Patience(limit: 60).until("request at which the server is killed") { killed.isOpen ? true : nil }
            await world.portal.onRequest(nil)
            try await world.server.start(url: world.url)
            // The portal never repeats an event: what it sent to the dead server is found by the sweep of the new one.
            try await world.handedOff(callID)
            await world.expectOnce(callID, phone: call.clientPhone)
            let stopped = await world.server.stop()
            #expect(stopped.code == 0)
            #expect(stopped.seconds <= 20)
        }
    }

    @Test("Killed while a provider listens or thinks: everything stands once after the next start", arguments: [SpeechEndpoint.transcriptions, .chat])
    func killedAtProvider(_ endpoint: SpeechEndpoint) async throws {
        let killed = Ready()
        let victim = Mutex<ServerProcess?>(nil)
        var listening = SandboxSpeechConfiguration(apiKey: ProcessWorld.apiKey, sleep: { _ in
            victim.withLock { $0?.kill() }
            killed.open()
        })
        listening.faults.onRequest(1, of: endpoint, .slow(milliseconds: 1))
        try await ProcessWorld.run(speech: listening) { world in
            victim.withLock { $0 = world.server }
            let call = try world.calls.madeUp(.wantsPerson, seed: 7)
            let callID = try await world.portal.receiveLastingCall(try world.calls.played(call))
            _ = try await Patience(limit: 60).until("request at which the server is killed") { killed.isOpen ? true : nil }
            try await world.server.start(url: world.url)
            try await world.handedOff(callID)
            await world.expectOnce(callID, phone: call.clientPhone)
        }
    }

    /// Kills the server the first time the point is reached.
    private func killAtPoint(_ point: Point, _ world: ProcessWorld, _ killed: Ready) async {
        let once = Mutex(true)
        await world.portal.onRequest { record, moment in
            guard record.method == point.method, moment == point.moment else { return }
            let isFirst = once.withLock { first in
                defer { first = false }
                return first
            }
            guard isFirst else { return }
            world.server.kill()
            killed.open()
        }
    }
}
