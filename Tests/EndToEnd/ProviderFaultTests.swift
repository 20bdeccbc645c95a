import Dialog
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import Storage
import Testing

@testable import VoiceAgent

/// Providers fail; calls do not.
@Suite("A provider that fails costs no call its facts")
struct ProviderFaultTests {
    @Test("When no language model answers, rules analyse the call, and its card says so")
    func byRules() async throws {
        try await World.run { world in
            world.speech.plan { $0.always(.overloaded, of: .chat) }
            let (card, call) = try await card(of: .priceObjection, seed: 31, world)
            #expect(card.contains("Разобрано по правилам"))
            #expect(card.contains("дорого"))
            let lead = await world.portal.snapshot.leads.first
            #expect(call.truth.name.map { words($0).first } == lead?.text("name").map { words($0).first })
            #expect(world.speech.log.contains { $0.endpoint == .chat && $0.status == 503 })
        }
    }

    @Test("When a language model answers, the card names it")
    func byModel() async throws {
        try await World.run { world in
            let (card, _) = try await card(of: .priceObjection, seed: 31, world)
            #expect(card.contains("Разобрано моделью sandbox/"))
            #expect(!card.contains("Разобрано по правилам"))
        }
    }

    @Test("When the first provider answers 503, the next one hears and analyses the call")
    func failOver() async throws {
        let key = "broken-key"
        var listening = SandboxSpeechConfiguration(apiKey: key)
        listening.faults.always(.overloaded)
        let broken = SandboxSpeechService(configuration: listening, book: try await PhraseBook.open())
        let group = ServiceGroup(configuration: .init(services: [broken], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let settings = [
                "ASR_PROVIDERS": "broken,sandbox,offline", "LLM_PROVIDERS": "broken,sandbox,offline", "BROKEN_BASE_URL": await broken.baseURL, "BROKEN_API_KEY": key,
            ]
            let outcome: Result<Void, any Error>
            do {
                try await World.run(settings: settings) { world in
                    let (card, call) = try await card(of: .wantsPerson, seed: 32, world)
                    #expect(card.contains("Разобрано моделью sandbox/"))
                    let transcript = try #require(await world.portal.snapshot.transcripts.first)
                    #expect(transcript.lines.filter(\.isClient).flatMap { words($0.text) } == words(call.text(of: .client)))
                }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
        #expect(broken.log.contains { $0.endpoint == .transcriptions && $0.status == 503 })
        #expect(broken.log.contains { $0.endpoint == .chat && $0.status == 503 })
    }

    /// The text of the card of a call that was played to its end.
    private func card(of kind: CallKind, seed: UInt64, _ world: World) async throws -> (card: String, call: RecordedCall) {
        let call = try world.calls.madeUp(kind, seed: seed)
        let callID = try await world.portal.receiveLastingCall(try world.calls.played(call))
        let row = try await world.finished(callID)
        #expect(row.stage == "written")
        let layout = await world.portal.snapshot.activity(of: callID)?.layouts.values.first
        return (layout.map { String(decoding: $0.encoded(), as: UTF8.self) } ?? "", call)
    }
}
