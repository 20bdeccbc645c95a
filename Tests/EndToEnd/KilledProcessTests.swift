import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import Synchronization
import Testing

@testable import VoiceAgent

/// The server is killed with SIGKILL at a step of flow B, started again, and the CRM holds everything once.
@Suite("A killed server doubles nothing and loses nothing", .serialized)
struct KilledProcessTests {
    /// Where it is killed: at the n-th request of a method, before the portal executes it or after, with the answer lost.
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
    private static let isLong = ProcessInfo.processInfo.environment["VOICE_AGENT_LONG_TESTS"] != nil

    static let points: [Point] = steps.flatMap { method in
        let moments: [RequestMoment] = isLong || writes.contains(method) ? [.beforeExecuting, .afterExecuting] : [.afterExecuting]
        return moments.map { Point(method: method, moment: $0) }
    }

    @Test("One lead, one transcript, one task, one summary, wherever it was killed", arguments: points)
    func killed(_ point: Point) async throws {
        let book = try await PhraseBook.open()
        var configuration = SandboxPortalConfiguration()
        configuration.bucketDrain = 1000
        configuration.bucketBurst = 1000
        let portal = SandboxPortal(configuration: configuration)
        let speech = SandboxSpeechService(configuration: .init(apiKey: "sandbox-key"), book: book)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [portal, speech], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let outcome = await Trial(point: point, portal: portal, speech: speech, calls: SandboxCalls(book: book), clientID: configuration.clientID, secret: configuration.clientSecret)
                .outcome()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}

/// One server, one call, one kill.
private struct Trial: Sendable {
    let point: KilledProcessTests.Point
    let portal: SandboxPortal
    let speech: SandboxSpeechService
    let calls: SandboxCalls
    let clientID: String
    let secret: String

    func outcome() async -> Result<Void, any Error> {
        do { return .success(try await run()) } catch { return .failure(error) }
    }

    private func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "voice-agent-kill-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let port = FreePort.orAny(0)
        let url = "http://127.0.0.1:\(port)"
        let server = ServerProcess(environment: await environment(storage: folder.path, port: port))
        try await server.start(url: url)
        let install = await portal.installApp(installURL: "\(url)/bitrix24/install", handlerURL: "\(url)/bitrix24/app")
        try #require(install.isInstalled)
        let killed = Ready()
        await killAtPoint(server, killed)
        guard let rendered = try calls.rendered(.wantsPerson, seed: 7) else { throw Failure("the call has no recording") }
        let call = rendered.call
        let played = PortalCall(
            clientPhone: call.clientPhone, answeredBy: 5, duration: Int(call.seconds),
            recording: .init(bytes: rendered.wave.encoded(), fileName: "call.wav", seconds: Int(call.seconds), readsBeforeReady: 1))
        // People talk on whatever happens to the server.
        let callID = try await portal.receiveCall(played) { phase, _ in
            if phase == .rang { await self.leadOrDeath(call.clientPhone, killed) }
        }
        await killed.wait()
        await portal.onRequest(nil)
        try await server.start(url: url)
        // The portal never repeats an event: what it sent to the dead server is found by the sweep of the new one.
        try await landed(callID, call.clientPhone)
        await judge(callID, call.clientPhone)
        let stopped = server.stop()
        #expect(stopped.code == 0)
        #expect(stopped.seconds <= 20)
    }

    private func environment(storage: String, port: Int) async -> [String: String] {
        [
            "BITRIX24_CLIENT_ID": clientID, "BITRIX24_CLIENT_SECRET": secret, "BITRIX24_OAUTH_HOSTS": await portal.addresses.oauth,
            "BITRIX24_ALLOW_PLAIN_HTTP": "true", "ASR_PROVIDERS": "sandbox,offline", "LLM_PROVIDERS": "sandbox,offline",
            "SANDBOX_BASE_URL": await speech.baseURL, "SANDBOX_API_KEY": "sandbox-key", "STORAGE_PATH": storage, "HTTP_PORT": "\(port)",
            "RECORDING_POLL": "200ms,500ms,1s,2s", "EFFECT_UNKNOWN_WAIT": "500ms", "JOB_LEASE": "5s", "PATH": "/usr/bin:/bin",
        ]
    }

    /// Kills the server the first time the point is reached.
    private func killAtPoint(_ server: ServerProcess, _ killed: Ready) async {
        let once = Mutex(true)
        let point = point
        await portal.onRequest { record, moment in
            guard record.method == point.method, moment == point.moment else { return }
            let isFirst = once.withLock { first in
                defer { first = false }
                return first
            }
            guard isFirst else { return }
            server.kill()
            killed.open()
        }
    }

    private func leadOrDeath(_ phone: String, _ killed: Ready) async {
        _ = try? await Patience(limit: 15).until("lead") { await self.portal.snapshot.leads.contains { $0.phones.contains(phone) } || killed.isOpen ? true : nil }
    }

    private func landed(_ callID: String, _ phone: String) async throws {
        _ = try await Patience(limit: 120).until("task and its notification after the restart") {
            let snapshot = await portal.snapshot
            let isTold = snapshot.notifications.contains { $0.tag?.contains("notify-task:\(callID)") == true }
            return isTold && snapshot.transcript(of: callID) != nil ? true : nil
        }
    }

    private func judge(_ callID: String, _ phone: String) async {
        let snapshot = await portal.snapshot
        #expect(snapshot.leads.filter { $0.phones.contains(phone) }.count == 1)
        #expect(snapshot.transcripts.filter { $0.callID == callID }.count == 1)
        #expect(snapshot.tasks.count == 1)
        #expect(snapshot.activity(of: callID)?.layouts.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-lead:") == true }.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-task:") == true }.count == 1)
        #expect(await portal.strictViolations == [])
    }
}
