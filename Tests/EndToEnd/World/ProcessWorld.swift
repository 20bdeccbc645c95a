import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import Storage
import Synchronization
import Testing

@testable import VoiceAgent

/// A request of a method, before the portal executes it or after, with the answer lost.
struct RequestPoint: Sendable, CustomTestStringConvertible {
    let method: String
    let moment: RequestMoment
    var testDescription: String { "\(method), \(moment == .beforeExecuting ? "before" : "after") it is executed" }
}

/// Stand-ins in this process and the server as a process of its own: for what happens when the server ends.
struct ProcessWorld: Sendable {
    static let apiKey = "sandbox-key"
    /// Who answers the calls of made-up clients.
    private static let answerer = 5

    let portal: SandboxPortal
    let speech: SandboxSpeechService
    let calls: SandboxCalls
    let server: ServerProcess
    let url: String
    let storage: URL
    let clientSecret: String

    /// Runs `body` with a started server into whose portal the app is installed.
    static func run(
        settings extra: [String: String] = [:], speech listening: SandboxSpeechConfiguration = .init(apiKey: apiKey), output: URL? = nil,
        _ body: @escaping @Sendable (ProcessWorld) async throws -> Void
    ) async throws {
        try await Lanes.processes.run { try await stand(settings: extra, speech: listening, output: output, body) }
    }

    private static func stand(
        settings extra: [String: String], speech listening: SandboxSpeechConfiguration, output: URL?,
        _ body: @escaping @Sendable (ProcessWorld) async throws -> Void
    ) async throws {
        let book = try await PhraseBook.open()
        var configuration = SandboxPortalConfiguration()
        configuration.bucketDrain = 1000
        configuration.bucketBurst = 1000
        let portal = SandboxPortal(configuration: configuration)
        let speech = SandboxSpeechService(configuration: listening, book: book)
        let group = ServiceGroup(configuration: .init(services: [portal, speech], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        let storage = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: storage) }
        let port = try TestPort.take()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var environment = [
                "BITRIX24_CLIENT_ID": configuration.clientID, "BITRIX24_CLIENT_SECRET": configuration.clientSecret,
                "BITRIX24_OAUTH_HOSTS": await portal.addresses.oauth, "BITRIX24_ALLOW_PLAIN_HTTP": "true", "ASR_PROVIDERS": "sandbox,offline",
                "LLM_PROVIDERS": "sandbox,offline", "SANDBOX_BASE_URL": await speech.baseURL, "SANDBOX_API_KEY": apiKey, "STORAGE_PATH": storage.path,
                "HTTP_PORT": "\(port)", "RECORDING_POLL": "200ms,500ms,1s,2s", "EFFECT_UNKNOWN_WAIT": "500ms", "JOB_LEASE": "5s", "PATH": "/usr/bin:/bin",
            ]
            environment.merge(extra, uniquingKeysWith: { $1 })
            let world = ProcessWorld(
                portal: portal, speech: speech, calls: SandboxCalls(book: book), server: ServerProcess(environment: environment, output: output),
                url: "http://127.0.0.1:\(port)", storage: storage, clientSecret: configuration.clientSecret)
            let outcome: Result<Void, any Error>
            do {
                try await world.server.start(url: world.url)
                let install = await portal.installApp(installURL: "\(world.url)/bitrix24/install", handlerURL: "\(world.url)/bitrix24/app")
                try #require(install.isInstalled)
                outcome = .success(try await body(world))
            } catch {
                outcome = .failure(error)
            }
            world.server.kill()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }

    /// Waits until the call's task stands in the CRM and its person has been told.
    func handedOff(_ callID: String) async throws {
        _ = try await Patience(limit: 120).until("task and its notification") {
            let snapshot = await portal.snapshot
            let isTold = snapshot.notifications.contains { $0.tag?.contains("notify-task:\(callID)") == true }
            return isTold && snapshot.transcript(of: callID) != nil ? true : nil
        }
    }

    /// Everything about the call of a new client who wants a person stands in the CRM once, and with the person who answered, who got the lead.
    func expectOnce(_ callID: String, phone: String) async {
        let snapshot = await portal.snapshot
        #expect(snapshot.leads.filter { $0.phones.contains(phone) }.count == 1)
        #expect(snapshot.transcripts.filter { $0.callID == callID }.count == 1)
        #expect(snapshot.tasks.map(\.responsible) == [Self.answerer])
        #expect(snapshot.leads.filter { $0.phones.contains(phone) }.map { $0.int("assignedById") } == [Self.answerer])
        // A call that ended while no lead was there has no card; its summary is a comment of the lead.
        let blocks = snapshot.activity(of: callID)?.layouts.count ?? 0
        #expect(blocks + snapshot.comments.filter { $0.text.contains("note:\(callID)") }.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-lead:") == true }.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-task:") == true }.count == 1)
        #expect(await portal.strictViolations == [])
    }

    /// Does something the first time the portal is at that point of a request.
    /// - Returns: opens when it has been done.
    func atFirst(_ point: RequestPoint, _ act: @escaping @Sendable () -> Void) async -> Ready {
        let done = Ready()
        let once = Mutex(true)
        await portal.onRequest { record, moment in
            guard record.method == point.method, moment == point.moment else { return }
            let isFirst = once.withLock { first in
                defer { first = false }
                return first
            }
            guard isFirst else { return }
            act()
            done.open()
        }
        return done
    }

    /// Waits for that point to be reached, and lets all further requests pass.
    func reached(_ done: Ready) async throws {
        _ = try await Patience(limit: 60).until("request at which something ends") { done.isOpen ? true : nil }
        await portal.onRequest(nil)
    }

    /// Looks into the storage of a server that does not run.
    func inStorage<T: Sendable>(_ look: @Sendable (Store) async throws -> T) async throws -> T {
        let store = try Store.open(StoreConfiguration(directory: storage.path))
        defer { try? store.close() }
        return try await look(store)
    }
}
