import Foundation
import Sandbox
import Storage
import Synchronization
import Testing

@testable import VoiceAgent

/// The server is killed with SIGKILL at a step of flow B, started again, and the CRM holds everything once.
@Suite("A killed server doubles nothing and loses nothing", .serialized)
struct KilledProcessTests {
    /// Every request that flow B makes, in its order.
    private static let steps = [
        "crm.duplicate.findbycomm", "crm.item.add", "im.notify.system.add", "voximplant.statistic.get", "disk.file.get", "download",
        "telephony.call.attachTranscription", "crm.activity.get", "crm.activity.layout.blocks.set", "crm.item.update", "tasks.task.add",
    ]
    /// The writes, whose lost answers matter most.
    private static let writes: Set<String> = [
        "crm.item.add", "im.notify.system.add", "telephony.call.attachTranscription", "crm.activity.layout.blocks.set", "crm.item.update", "tasks.task.add",
    ]

    static let points: [RequestPoint] = steps.flatMap { method in
        let moments: [RequestMoment] = LongTests.areWanted || writes.contains(method) ? [.beforeExecuting, .afterExecuting] : [.afterExecuting]
        return moments.map { RequestPoint(method: method, moment: $0) }
    }

    @Test("One lead, one transcript, one task, one summary, wherever it was killed", arguments: points)
    func killed(_ point: RequestPoint) async throws {
        try await ProcessWorld.run { world in
            let killed = await world.atFirst(point) { world.server.kill() }
            let call = try world.calls.madeUp(.wantsPerson, seed: 7)
            // People talk on whatever happens to the server.
            let callID = try await world.portal.receiveLastingCall(try world.calls.played(call), isLost: { killed.isOpen })
            try await world.reached(killed)
            try await world.server.start(url: world.url)
            // The portal never repeats an event: what it sent to the dead server is found by the sweep of the new one.
            try await world.handedOff(callID)
            await world.expectOnce(callID, phone: call.clientPhone)
            let stopped = await world.server.stop()
            #expect(stopped.code == 0)
            #expect(stopped.seconds <= 20)
            let open = try await world.inStorage { try await $0.unresolvedEffects() }
            #expect(open.filter { $0.kind == "item.update" }.map(\.marker) == [], "what was sent is known to be done, also where the next run had nothing to send")
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
            try await world.reached(killed)
            try await world.server.start(url: world.url)
            try await world.handedOff(callID)
            await world.expectOnce(callID, phone: call.clientPhone)
        }
    }
}
