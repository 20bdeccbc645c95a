import Logging
import ProvidersTestSupport
import Synchronization
import Testing

@testable import Providers

@Suite("Fail-over")
struct FailOverTests {
    private let time = TestClock()
    private let identities = ["first", "second"].map { ProviderIdentity(service: .chat, provider: $0, model: "m") }
    private var nothing: ProviderFailure { ProviderFailure(.notConfigured, of: identities[0]) }
    private var failOver: FailOver {
        FailOver(identities, policy: BreakerPolicy(), clock: time.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func failed(_ kind: FailureKind, _ position: Int) -> Result<String, ProviderFailures> {
        .failure(ProviderFailures(ProviderFailure(kind, of: identities[position])))
    }

    @Test("The time left is shared by those not yet asked")
    func shares() async throws {
        var limits: [Duration] = []
        let answer = try await failOver.run(deadline: .seconds(60), otherwise: nothing) { position, limit in
            limits.append(limit)
            time.advance(by: .seconds(10))
            return position == 0 ? failed(.timeout, 0) : .success("second")
        }
        #expect(answer == "second")
        #expect(limits == [.seconds(30), .seconds(50)])
    }

    @Test("A caller who gave up is not served by the next provider")
    func cancelled() async {
        var asked: [Int] = []
        await #expect(throws: ProviderFailures.self) {
            try await failOver.run(deadline: .seconds(1), otherwise: nothing) { position, _ in
                asked.append(position)
                return failed(.cancelled, position)
            }
        }
        #expect(asked == [0])
    }

    @Test("A request that was given up is no failure worth a warning; one that failed is", arguments: [(FailureKind.cancelled, Logger.Level.debug), (.timeout, .warning)])
    func logged(_ kind: FailureKind, _ level: Logger.Level) {
        let levels = Mutex<[Logger.Level]>([])
        let failOver = FailOver(identities, policy: BreakerPolicy(), clock: time.clock, logger: Logger(label: "test") { _ in LevelLog { level in levels.withLock { $0.append(level) } } })
        if let ticket = failOver.admit(0) { failOver.settle(0, ticket, ProviderFailure(kind, of: identities[0])) }
        #expect(levels.withLock { $0 } == [level])
    }

    @Test("A suspended provider is skipped, probed once after the delay, and used again when it works")
    func suspended() async throws {
        let failOver = failOver
        var asked: [Int] = []
        func run(firstWorks: Bool) async throws {
            _ = try await failOver.run(deadline: .seconds(1), otherwise: nothing) { position, _ in
                asked.append(position)
                return position == 0 && !firstWorks ? failed(.unavailable, 0) : .success("")
            }
        }
        for _ in 0..<6 { try await run(firstWorks: false) }
        #expect(asked == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1])
        time.advance(by: .seconds(10))
        asked = []
        try await run(firstWorks: false)
        try await run(firstWorks: true)
        #expect(asked == [0, 1, 1])
        time.advance(by: .seconds(20))
        asked = []
        try await run(firstWorks: true)
        try await run(firstWorks: true)
        #expect(asked == [0, 0])
    }

    @Test("Refused requests go on to the next provider and suspend nobody", arguments: [FailureKind.badRequest, .tooLarge, .refused])
    func refused(kind: FailureKind) async throws {
        let failOver = failOver
        for _ in 0..<8 {
            var asked: [Int] = []
            _ = try await failOver.run(deadline: .seconds(1), otherwise: nothing) { position, _ in
                asked.append(position)
                return position == 0 ? failed(kind, 0) : .success("")
            }
            #expect(asked == [0, 1])
        }
    }

    @Test("All failures are told, suspended ones too")
    func all() async {
        let failOver = failOver
        for number in 0..<6 {
            let error = await #expect(throws: ProviderFailures.self) {
                try await failOver.run(deadline: .seconds(1), otherwise: nothing) { position, _ in
                    failed(position == 0 ? .quota : .unavailable, position)
                }
            }
            #expect(error?.all.map(\.kind) == (number < 5 ? [.quota, .unavailable] : [.suspended, .suspended]))
        }
    }
}

/// Tells the level of each line.
private struct LevelLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    let tell: @Sendable (Logger.Level) -> Void

    init(_ tell: @escaping @Sendable (Logger.Level) -> Void) { self.tell = tell }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { tell(event.level) }
}
