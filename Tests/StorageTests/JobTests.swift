import Foundation
import Storage
import Testing

@Suite struct JobTests {
    let scratch = Scratch()
    let store: Store

    init() throws {
        store = try scratch.open()
    }

    private func row(_ id: Int64 = 1) async throws -> JobRow { try #require(try await store.job(id: id)) }

    @Test("Jobs are leased by priority, then by time, then in the order they came")
    func order() async throws {
        try await store.enqueue([
            Sample.job("later", at: 5), Sample.job("early", at: 1), Sample.job("same", at: 1), Sample.job("urgent", at: 9, priority: 2),
            Sample.job("future", at: 100, priority: 50),
        ])
        var keys: [String] = []
        while let lease = try await store.take(at: 10) { keys.append(lease.key) }
        #expect(keys == ["urgent", "early", "same", "later"])
    }

    @Test("A job is not leased before its time")
    func notYet() async throws {
        try await store.enqueue([Sample.job(at: 5)])
        #expect(try await store.take(at: 4.999) == nil)
        #expect(try await store.nextRunAt() == .at(5))
        #expect(try await store.take(at: 5) != nil)
    }

    @Test("A leased job is nobody else's until its lease runs out")
    func exclusive() async throws {
        try await store.enqueue([Sample.job()])
        let first = try #require(try await store.take("p1"))
        #expect(try await store.take("p2", at: 44.999) == nil)
        #expect(try await store.nextRunAt() == .at(45))
        let second = try #require(try await store.take("p2", at: 45))
        #expect(second.fence == first.fence + 1)
        #expect(second.attempt == 1)
        #expect(second.lapses == 1)
    }

    @Test("A worker that lost its lease can neither extend nor settle it")
    func lost() async throws {
        try await store.enqueue([Sample.job()])
        let first = try #require(try await store.take("p1"))
        let second = try #require(try await store.take("p2", at: 50))
        #expect(try await store.beat(first, until: .at(500)) == false)
        #expect(try await store.settle(first, .done, then: [Sample.job("follow")], now: .at(51)) == false)
        #expect(try await store.jobs().map(\.key) == ["1"], "nothing of the lost run was stored")
        #expect(try await row().holder == "p2")
        #expect(try await store.settle(second, .done, now: .at(52)))
        #expect(try await store.settle(second, .done, now: .at(52)) == false)
    }

    @Test("A beat keeps the lease")
    func beat() async throws {
        try await store.enqueue([Sample.job()])
        let lease = try #require(try await store.take())
        #expect(try await store.beat(lease, until: .at(90)))
        #expect(try await store.take("p2", at: 89) == nil)
    }

    @Test("Asking again for a waiting job keeps one job: the earlier time, the higher priority, the newer payload")
    func coalesce() async throws {
        try await store.enqueue([Sample.job(payload: "1", at: 10, priority: 3)])
        try await store.enqueue([Sample.job(payload: "2", at: 20, priority: 1)])
        try await store.enqueue([Sample.job(payload: "3", at: 5, priority: 2)])
        let jobs = try await store.jobs()
        #expect(jobs.count == 1)
        #expect(jobs.first?.runAt == .at(5))
        #expect(jobs.first?.priority == 3)
        #expect(jobs.first?.payload == "3")
    }

    @Test("Jobs of no portal and of a portal do not mix, nor do kinds and keys")
    func distinct() async throws {
        let portal = try await store.savePortal(Sample.portal()).id
        try await store.enqueue([
            Sample.job(), Sample.job(portal: portal), Sample.job(kind: "call"), Sample.job("2"), Sample.job(), Sample.job(portal: portal),
        ])
        #expect(try await store.jobs().count == 4)
    }

    @Test("A job asked for while it runs runs once more, afresh", arguments: [JobVerdict.done, .ignored("nothing to do"), .dead("no")])
    func dirty(verdict: JobVerdict) async throws {
        try await store.enqueue([Sample.job(payload: "old")])
        let lease = try #require(try await store.take())
        try await store.enqueue([Sample.job(payload: "new", at: 30)])
        #expect(try await row().dirty)
        #expect(try await store.settle(lease, verdict, now: .at(1)))
        #expect(try await store.take(at: 29) == nil)
        let again = try #require(try await store.take(at: 30))
        #expect(again.id == lease.id)
        #expect(again.payload == "new")
        #expect(again.attempt == 1)
        #expect(try await store.settle(again, .done, now: .at(31)))
        #expect(try await row().state == .done)
    }

    @Test("A failure's pause holds even if the job was asked for meanwhile")
    func dirtyFailure() async throws {
        try await store.enqueue([Sample.job()])
        let lease = try #require(try await store.take())
        try await store.enqueue([Sample.job()])
        #expect(try await store.settle(lease, .failed("no", retryAt: .at(60)), now: .at(1)))
        #expect(try await store.take(at: 59) == nil)
        #expect(try await store.take(at: 60)?.attempt == 2)
    }

    @Test("Going on later counts no attempt, failing does")
    func attempts() async throws {
        try await store.enqueue([Sample.job()])
        let first = try #require(try await store.take())
        #expect(try await store.settle(first, .again(at: .at(10), reason: "not there yet"), now: .at(1)))
        #expect(try await row().lastError == "not there yet")
        let second = try #require(try await store.take(at: 10))
        #expect(second.attempt == 1)
        #expect(try await store.settle(second, .failed("broken", retryAt: .at(20)), now: .at(11)))
        let third = try #require(try await store.take(at: 20))
        #expect(third.attempt == 2)
        #expect(try await row().lastError == "broken")
    }

    @Test("The end and what follows from it are one transaction")
    func then() async throws {
        try await store.enqueue([Sample.job()])
        let lease = try #require(try await store.take())
        await #expect(throws: StoreError.self) { try await store.settle(lease, .done, then: [Sample.job(kind: "")], now: .at(1)) }
        #expect(try await row().state == .leased)
        #expect(try await store.settle(lease, .done, then: [Sample.job(), Sample.job("next")], now: .at(1)))
        #expect(try await store.jobs(JobFilter(states: [.ready])).map(\.key) == ["next", "1"])
    }

    @Test("A dead letter can be listed and retried, once")
    func deadLetter() async throws {
        try await store.enqueue([Sample.job(), Sample.job("2")])
        let lease = try #require(try await store.take())
        #expect(try await store.settle(lease, .dead(String(repeating: "x", count: 600)), now: .at(1)))
        let dead = try await store.jobs(JobFilter(states: [.dead]))
        #expect(dead.map(\.id) == [lease.id])
        #expect(dead.first?.lastError?.count == StoreLimit.noteCharacters)
        #expect(dead.first?.finishedAt == .at(1))
        #expect(try await store.retryJob(id: 2) == false)
        #expect(try await store.retryJob(id: lease.id))
        #expect(try await store.retryJob(id: lease.id) == false)
        #expect(try await row().attempts == 0)
        #expect(try await row().state == .ready)
    }

    @Test("A dead letter whose work is waiting already is not retried beside it")
    func deadLetterTwin() async throws {
        try await store.enqueue([Sample.job()])
        let lease = try #require(try await store.take())
        #expect(try await store.settle(lease, .dead("no"), now: .at(1)))
        try await store.enqueue([Sample.job()])
        #expect(try await store.retryJob(id: lease.id) == false)
    }

    @Test("Waking brings a waiting job forward and lets a running one go once more")
    func wake() async throws {
        try await store.enqueue([Sample.job(at: 100)])
        #expect(try await store.wake(portalID: nil, kind: "lead", key: "none", at: .at(0)) == false)
        #expect(try await store.wake(portalID: nil, kind: "lead", key: "1", at: .at(200)))
        #expect(try await row().runAt == .at(100))
        #expect(try await store.wake(portalID: nil, kind: "lead", key: "1", at: .at(3)))
        let lease = try #require(try await store.take(at: 3))
        #expect(try await store.wake(portalID: nil, kind: "lead", key: "1", at: .at(4)))
        #expect(try await store.settle(lease, .again(at: .at(1_000), reason: "poll"), now: .at(4)))
        #expect(try await store.take(at: 4) != nil)
    }

    @Test("What the previous process held is free at once")
    func restart() async throws {
        try await store.enqueue([Sample.job("a"), Sample.job("b")])
        let old = try #require(try await store.take("old"))
        let mine = try #require(try await store.take("new"))
        #expect(try await store.releaseLeases(notHeldBy: "new") == 1)
        let taken = try #require(try await store.take("new"))
        #expect(taken.id == old.id)
        #expect(try await store.beat(mine, until: .at(90)))
        #expect(try await store.beat(old, until: .at(90)) == false)
    }

    @Test("A job that always takes its process down becomes a dead letter, the others run")
    func poison() async throws {
        try await store.enqueue([Sample.job("poison", priority: 1), Sample.job("good")])
        for _ in 0..<StoreLimit.lapsesPerJob {
            #expect(try await store.take("old")?.key == "poison")
            try await store.releaseLeases(notHeldBy: "new")
        }
        #expect(try await row(1).state == .dead)
        #expect(try await store.take()?.key == "good")
    }

    @Test("A run that ends forgets the lost leases before it")
    func lapsesReset() async throws {
        try await store.enqueue([Sample.job()])
        _ = try await store.take("old")
        try await store.releaseLeases(notHeldBy: "new")
        let lease = try #require(try await store.take())
        #expect(lease.lapses == 1)
        #expect(try await store.settle(lease, .again(at: .at(0), reason: "on"), now: .at(0)))
        #expect(try await store.take()?.lapses == 0)
    }

    @Test("Ended jobs stop, also the running one")
    func ended() async throws {
        let portal = try await store.savePortal(Sample.portal()).id
        try await store.enqueue([
            Sample.job("lead:1", portal: portal, priority: 1), Sample.job("lead:1:x", kind: "call", portal: portal),
            Sample.job("lead:2", portal: portal),
            Sample.job("lead:1"),
        ])
        let lease = try #require(try await store.take())
        #expect(try await store.endJobs(portalID: portal, keyPrefix: "lead:1", reason: "the lead was deleted") == 2)
        #expect(try await store.settle(lease, .done, now: .at(1)) == false)
        #expect(try await store.jobs(JobFilter(states: [.ended])).map(\.id) == [2, 1])
        #expect(try await store.jobs(JobFilter(states: [.ready])).map(\.id) == [4, 3])
        #expect(try await store.endJobs(portalID: portal, key: "lead:", reason: "no such job") == 0)
        #expect(try await store.endJobs(portalID: portal, kind: "lead", reason: "gone") == 1)
    }

    @Test("Lists are filtered and paged")
    func listing() async throws {
        let portal = try await store.savePortal(Sample.portal()).id
        try await store.enqueue([Sample.job("1"), Sample.job("2"), Sample.job("3", portal: portal), Sample.job("4", kind: "call")])
        #expect(try await store.jobs(JobFilter(limit: 2)).map(\.id) == [4, 3])
        #expect(try await store.jobs(JobFilter(before: 3)).map(\.id) == [2, 1])
        #expect(try await store.jobs(JobFilter(kind: "call")).map(\.id) == [4])
        #expect(try await store.jobs(JobFilter(portalID: portal)).map(\.id) == [3])
        #expect(try await store.jobs(JobFilter(states: [.done])) == [])
    }

    @Test("More jobs or a larger payload than the limit are refused")
    func limits() async throws {
        let many = (0...StoreLimit.jobsPerCall).map { Sample.job("\($0)") }
        let large = Sample.job(payload: String(repeating: "x", count: StoreLimit.jobPayloadBytes + 1))
        for jobs in [many, [large]] {
            let error = await #expect(throws: StoreError.self) { try await store.enqueue(jobs) }
            #expect(error?.code == .tooLarge)
        }
        #expect(try await store.jobs() == [])
    }

    @Test("Of many workers at once each job goes to one")
    func race() async throws {
        try await store.enqueue((0..<50).map { Sample.job("\($0)") })
        let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for worker in 0..<80 { group.addTask { [store] in try await store.take("p\(worker)")?.id } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(taken.compactMap { $0 }).count == 50)
        #expect(taken.filter { $0 == nil }.count == 30)
    }

    @Test("One job can be leased by its name, once, and not before its time")
    func named() async throws {
        try await store.enqueue([Sample.job("urgent", priority: 9), Sample.job("wanted", at: 5)])
        let wanted = try #require(try await store.jobs().first { $0.key == "wanted" })
        func lease(at seconds: Double) async throws -> LeasedJob? {
            try await store.lease(portalID: wanted.portalID, kind: wanted.kind, key: "wanted", holder: "p1", now: .at(seconds), until: .at(seconds + 45))
        }
        #expect(try await lease(at: 4) == nil)
        #expect(try await lease(at: 5)?.key == "wanted")
        #expect(try await lease(at: 6) == nil)
    }

    @Test("The work of a name is its unfinished job, or else the last that ended")
    func byName() async throws {
        try await store.enqueue([Sample.job("a")])
        let first = try #require(try await store.take())
        _ = try await store.settle(first, .dead("no"), now: .at(1))
        #expect(try await store.job(portalID: first.portalID, kind: first.kind, key: "a")?.state == .dead)
        try await store.enqueue([Sample.job("a")])
        #expect(try await store.job(portalID: first.portalID, kind: first.kind, key: "a")?.state == .ready)
        #expect(try await store.job(portalID: first.portalID, kind: first.kind, key: "b") == nil)
    }
}
