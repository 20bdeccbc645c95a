import Foundation
import Storage
import Testing

/// The queue against its model, step by step, by seed. A failure names the seed and the step.
@Suite struct JobModelTests {
    static let stepsPerSeed = 500
    /// Seeds that are known to visit every arrow; the random one need not.
    static let visiting: [UInt64] = [1, 2, 3]
    static let legal: Set<[JobState]> = [
        [.ready, .leased], [.ready, .ended], [.leased, .ready], [.leased, .done], [.leased, .ignored], [.leased, .dead], [.leased, .ended],
        [.dead, .ready],
        [.leased, .leased],  // its lease ran out and somebody took it in the same step; the fence tells
        [.ready, .ready],
    ]

    @Test("The queue does what its model does, and moves along no other arrow", arguments: Self.visiting + [UInt64.random(in: 4...UInt64(UInt32.max))])
    func model(seed: UInt64) async throws {
        let scratch = Scratch()
        var run = ModelRun(store: try scratch.open(), scratch: scratch, seed: seed)
        var states: [Int64: JobRow] = [:]
        var arrows: Set<[JobState]> = []
        for step in 1...Self.stepsPerSeed {
            let name = try await run.step()
            let rows = try await run.store.jobs(JobFilter(limit: 500)).reversed().map { $0 }
            #expect(rows.map(ModelRun.item) == run.model.items.map(ModelRun.shown), "seed \(seed), step \(step): \(name)")
            #expect(try await run.store.nextRunAt().map(ModelRun.milliseconds) == run.model.nextRun, "seed \(seed), step \(step): \(name)")
            for row in rows {
                let old = states.updateValue(row, forKey: row.id)
                guard let old, old != row else { continue }
                arrows.insert([old.state, row.state])
                #expect(
                    row.fence == old.fence
                        + (row.state == .leased && (old.state != .leased || row.holder != old.holder || row.lapses != old.lapses) ? 1 : 0))
            }
            guard run.isAgreed else { break }
        }
        #expect(run.isAgreed, "seed \(seed)")
        #expect(arrows.subtracting(Self.legal) == [], "seed \(seed)")
        guard Self.visiting.contains(seed) else { return }
        let needed: Set<[JobState]> = [
            [.ready, .leased], [.leased, .ready], [.leased, .done], [.leased, .dead], [.dead, .ready], [.leased, .ended], [.ready, .ended],
        ]
        #expect(needed.subtracting(arrows) == [], "seed \(seed) did not visit every arrow")
        #expect(run.staleRefusals > 0, "seed \(seed) never used a lost lease")
    }
}

/// Takes random steps on the store and on the model.
struct ModelRun {
    let store: Store
    let scratch: Scratch
    var model = QueueModel()
    /// False once the two answered differently.
    var isAgreed = true
    var staleRefusals = 0
    private var random: SeededGenerator
    private var leases: [LeasedJob] = []
    private var process = 1
    private var now = 0

    init(store: Store, scratch: Scratch, seed: UInt64) {
        self.store = store
        self.scratch = scratch
        random = SeededGenerator(seed: seed)
    }

    static func date(_ milliseconds: Int) -> Date { Sample.now.addingTimeInterval(Double(milliseconds) / 1_000) }

    static func milliseconds(_ date: Date) -> Int { Int((date.timeIntervalSince(Sample.now) * 1_000).rounded()) }

    /// A row in the model's form.
    static func item(_ row: JobRow) -> [String] {
        shown(
            QueueModel.Item(
                id: row.id, name: row.key, payload: row.payload, priority: row.priority, state: row.state, run: milliseconds(row.runAt),
                next: row.dirty ? milliseconds(row.runAt) : nil, holder: row.holder, until: row.leaseUntil.map(milliseconds), fence: row.fence,
                attempts: row.attempts, lapses: row.lapses))
    }

    static func shown(_ item: QueueModel.Item) -> [String] {
        [
            "\(item.id) \(item.name) \(item.payload) \(item.priority) \(item.state)", "\(item.next ?? item.run) \(item.next != nil)",
            "\(item.holder ?? "-") \(item.until ?? -1) \(item.fence) \(item.attempts) \(item.lapses)",
        ]
    }

    /// - Returns: what was done, for the failure's text.
    mutating func step() async throws -> String {
        let elapsed = below(20_000)
        now += elapsed
        scratch.advance(Double(elapsed) / 1_000)
        switch below(100) {
        case ..<25: return try await enqueue()
        case ..<50: return try await lease()
        case ..<55: return try await beat()
        case ..<80: return try await settle()
        case ..<87: return try await wake()
        case ..<91: return try await restart()
        case ..<95: return try await end()
        default: return try await retry()
        }
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

    private mutating func key() -> String { "k\(below(6))" }

    private mutating func time() -> Int { now + below(60_000) - 30_000 }

    private mutating func compare<Answer: Equatable>(_ real: Answer, _ expected: Answer) {
        #expect(real == expected)
        isAgreed = isAgreed && real == expected
    }

    private mutating func enqueue() async throws -> String {
        let (key, time, priority, payload) = (key(), time(), below(3) - 1, "\(below(1_000))")
        try await store.enqueue([NewJob(portalID: nil, kind: "k", key: key, payload: payload, runAt: Self.date(time), priority: priority)])
        model.enqueue(key, payload: payload, priority: priority, at: time)
        return "enqueue \(key) at \(time)"
    }

    private mutating func lease() async throws -> String {
        let taken = try await store.lease(holder: "p\(process)", now: Self.date(now), until: Self.date(now + 45_000))
        let expected = model.lease("p\(process)", now: now, until: now + 45_000)
        compare(taken.map { [$0.id, $0.fence] }, expected.map { [$0.id, $0.fence] })
        if let taken { leases.append(taken) }
        return "lease at \(now)"
    }

    /// Mostly the newest lease, sometimes one that is long lost.
    private mutating func held() -> LeasedJob? {
        guard !leases.isEmpty else { return nil }
        return leases[below(3) == 0 ? below(leases.count) : max(0, leases.count - 1 - below(3))]
    }

    private mutating func beat() async throws -> String {
        guard let lease = held() else { return "no lease to extend" }
        let isKept = try await store.beat(lease, until: Self.date(now + 45_000))
        compare(isKept, model.beat(lease.id, lease.fence, until: now + 45_000))
        return "beat \(lease.id)"
    }

    private mutating func settle() async throws -> String {
        guard let lease = held() else { return "no lease to settle" }
        let (choice, later) = (below(5), now + below(60_000))
        let real: [JobVerdict] = [
            .done, .ignored("x"), .dead("x"), .again(at: Self.date(later), reason: "x"), .failed("x", retryAt: Self.date(later)),
        ]
        let expected: [QueueModel.Verdict] = [.done, .ignored, .dead, .again(later), .failed(later)]
        let isSettled = try await store.settle(lease, real[choice], now: Self.date(now))
        compare(isSettled, model.settle(lease.id, lease.fence, expected[choice]))
        if !isSettled { staleRefusals += 1 }
        return "settle \(lease.id) with \(choice)"
    }

    private mutating func wake() async throws -> String {
        let (key, time) = (key(), time())
        compare(try await store.wake(portalID: nil, kind: "k", key: key, at: Self.date(time)), model.wake(key, at: time))
        return "wake \(key) at \(time)"
    }

    private mutating func restart() async throws -> String {
        process += 1
        compare(try await store.releaseLeases(notHeldBy: "p\(process)"), model.restart("p\(process)", now: now))
        return "restart"
    }

    private mutating func end() async throws -> String {
        let key = key()
        compare(try await store.endJobs(portalID: nil, keyPrefix: key, reason: "x") == 1, model.end(key))
        return "end \(key)"
    }

    private mutating func retry() async throws -> String {
        let dead = model.items.filter { $0.state == .dead }.map(\.id)
        let id = dead.isEmpty ? 1 : dead[below(dead.count)]
        compare(try await store.retryJob(id: id), model.retry(id, now: now))
        return "retry \(id)"
    }
}
