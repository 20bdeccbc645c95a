import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct HealthTests {
    let scratch = Scratch()

    @Test("The health counts what is there")
    func counts() async throws {
        let store = try scratch.open()
        let portal = try await store.savePortal(Sample.portal()).id
        _ = try await store.accept(Sample.event(portal: portal), job: Sample.job(portal: portal))
        try await store.enqueue([Sample.job("2", at: -30), Sample.job("3", at: 60)])
        _ = try await store.recordIntent(portalID: portal, kind: "addLead", marker: "m", holder: "p", now: .at(0))
        _ = try await store.upsertCall(portalID: portal, externalID: "c", now: .at(0)) { _ in }
        _ = try await store.saveHandoff(HandoffRow(portalID: portal, callID: nil, taskID: 1, responsibleID: 1, createdAt: .at(0)))
        let lease = try #require(try await store.take(at: -30))
        #expect(try await store.settle(lease, .ignored("x"), now: .at(0)))
        scratch.advance(12)
        let health = try await store.health()
        #expect(health.isDurable)
        #expect(health.jobs == [.ready: 2, .leased: 0, .done: 0, .ignored: 1, .dead: 0, .ended: 0])
        #expect(health.effects == [.ready: 1, .sending: 0, .done: 0, .unknown: 0, .refused: 0])
        #expect(health.portals == [.active: 1, .needsReadoption: 0, .uninstalled: 0])
        #expect((health.events, health.calls, health.openHandoffs) == (1, 1, 1))
        #expect(health.oldestDue == .at(0))
        #expect(health.oldestDueAge == .seconds(12))
        #expect(health.databaseBytes > 0)
        #expect(health.logBytes > 0)
    }

    @Test("Nothing due is no age")
    func idle() async throws {
        let store = try scratch.open()
        try await store.enqueue([Sample.job(at: 60)])
        let health = try await store.health()
        #expect(health.oldestDue == nil)
        #expect(health.oldestDueAge == .zero)
    }

    @Test("A checkpoint empties the log")
    func checkpoint() async throws {
        let store = try scratch.open()
        try await store.enqueue([Sample.job()])
        #expect(store.sizes.log > 0)
        try await store.checkpoint()
        #expect(store.sizes.log == 0)
        #expect(try await store.jobs().count == 1)
    }

    @Test("Pruning deletes what is over its time and nothing else")
    func prune() async throws {
        let store = try scratch.open()
        let day = 86_400.0
        for key in ["done", "dead"] { _ = try await store.accept(Sample.event(dedup: key), job: Sample.job(key)) }
        _ = try await store.accept(Sample.event(dedup: "waiting"), job: Sample.job("waiting", at: 400 * day))
        let done = try #require(try await store.take())
        let dead = try #require(try await store.take())
        #expect(try await store.settle(done, .done, now: .at(0)))
        #expect(try await store.settle(dead, .dead("x"), now: .at(0)))
        try await store.rememberAnswer(portalID: nil, key: "k", bodyHash: "h", answer: "a", now: .at(0), lifetime: .seconds(60))
        #expect(try await store.prune(now: .at(59)) == PruneCount())
        #expect(try await store.prune(now: .at(60)) == PruneCount(answers: 1))
        #expect(try await store.prune(now: .at(14 * day + 1)) == PruneCount(jobs: 1, events: 2))
        #expect(try await store.prune(now: .at(90 * day + 1)) == PruneCount(jobs: 1))
        #expect(try await store.jobs().map(\.key) == ["waiting"])
        #expect(try await store.health().events == 1)
    }

    @Test("Pruning goes on over many batches")
    func batches() async throws {
        let store = try scratch.open()
        let count = StoreLimit.batchRows * 2 + 7
        try await store.write { db in
            for number in 1...count {
                try db.run("INSERT INTO rememberedAnswer (key, bodyHash, answer, expiresAt) VALUES (?, 'h', 'a', 0)", ["\(number)"])
            }
        }
        #expect(try await store.prune(now: .at(0)).answers == count)
    }

    @Test("The oldest answers give way when there are too many")
    func bounded() async throws {
        let store = try scratch.open()
        for number in 1...5 {
            try await store.rememberAnswer(portalID: nil, key: "\(number)", bodyHash: "h", answer: "a", now: .at(0), lifetime: .seconds(60))
        }
        try await store.write { db in try Store.forgetOldest(keeping: 2, in: db) }
        let kept = try await store.read { db in try String.fetchAll(db, sql: "SELECT key FROM rememberedAnswer ORDER BY id") }
        #expect(kept == ["4", "5"])
    }
}
