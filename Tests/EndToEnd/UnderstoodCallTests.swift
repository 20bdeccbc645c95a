import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import Testing

@testable import CallDesk
@testable import Dialog
@testable import VoiceAgent

/// Many made-up calls, read instead of heard: what the analysis makes of them.
@Suite("What was said is understood")
struct UnderstoodCallTests {
    private static let usualSeeds: ClosedRange<UInt64> = 1...20
    private static let longSeeds: ClosedRange<UInt64> = 1...400

    @Test("Whoever is owed a call gets one and nobody else, and what callers told is in the slots", arguments: CallKind.allCases.filter { $0 != .missed })
    func understood(_ kind: CallKind) async throws {
        let first = UInt64.random(in: 10_000...10_000_000)
        print("understood calls: \(kind.rawValue) from unseen seed \(first)")
        let seeds = Array(Self.seeds) + Array(first..<first + UInt64(Self.seeds.count))
        try await Self.withAnalyst { analyst, grammar in
            for seed in seeds {
                let call = grammar.call(kind, seed: seed)
                Self.check(call, await analyst.analyse(call.spoken, callStart: Date(), language: "ru"))
            }
        }
    }

    private static var seeds: ClosedRange<UInt64> { LongTests.areWanted ? longSeeds : usualSeeds }

    private static func check(_ call: RecordedCall, _ analysis: CallAnalysis) {
        let label = "\(call.kind.rawValue) seed \(call.seed), “\(call.lines.map(\.text).joined(separator: " / "))”"
        #expect((HandoffReason(analysis) != nil) == call.isOwed, "\(label): \(analysis)")
        let slots = Dictionary(analysis.slots.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        if let name = call.truth.name { #expect(words(slots[.name] ?? "") == words(name), "\(label)") }
        if let phone = call.truth.phone { #expect(slots[.phone] == phone, "\(label)") }
        if let company = call.truth.company { #expect(words(slots[.company] ?? "") == words(company), "\(label)") }
        if let budget = call.truth.budget { #expect(slots[.budget].flatMap(Double.init) == Double(budget), "\(label)") }
        if call.truth.objections.contains("price") { #expect(analysis.objections.contains(where: { $0.kind == .expensive }), "\(label)") }
    }

    /// The analyst of the product, with the stand-in language service behind it.
    private static func withAnalyst(_ body: (CallAnalyst, CallGrammar) async throws -> Void) async throws {
        let book = try await PhraseBook.open()
        let speech = SandboxSpeechService(configuration: .init(apiKey: "sandbox-key"), book: book)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [speech], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let values = ["LLM_PROVIDERS": "sandbox,offline", "SANDBOX_BASE_URL": await speech.baseURL, "SANDBOX_API_KEY": "sandbox-key", "BITRIX24_ALLOW_PLAIN_HTTP": "true"]
            let outcome: Result<Void, any Error>
            do {
                let settings = try Settings(try await SettingsSource(overrides: values, environment: [:], dotEnv: nil))
                let reading = try Reading(settings, logger: logger)
                do {
                    outcome = .success(try await body(reading.analyst, SandboxCalls(book: book).grammar))
                } catch {
                    outcome = .failure(error)
                }
                await reading.close()
            } catch {
                outcome = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}

extension RecordedCall {
    /// The lines as a perfect recogniser would hear them.
    fileprivate var spoken: [Utterance] {
        lines.enumerated().map { index, line in
            Utterance(side: line.side == .client ? .client : .operator, start: Double(index) * 5, stop: Double(index) * 5 + 4, text: line.text)
        }
    }
}
