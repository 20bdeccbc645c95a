import Foundation
import Storage
import Testing

@Suite struct InboxTests {
    let scratch = Scratch()

    @Test("An accepted event and its job are there together, and the job knows the event")
    func accept() async throws {
        let store = try scratch.open()
        let portal = try await store.savePortal(Sample.portal()).id
        let id = try await store.accept(Sample.event(portal: portal, body: "data[FIELDS][ID]=5"), job: Sample.job(portal: portal))
        let event = try #require(try await store.event(id: id))
        #expect(event.body == Array("data[FIELDS][ID]=5".utf8))
        #expect(event.portalID == portal)
        #expect(event.receivedAt == Sample.now)
        #expect(try await store.take()?.eventID == id)
    }

    @Test("When the job cannot be stored, neither is the event")
    func atomic() async throws {
        let store = try scratch.open()
        await #expect(throws: StoreError.self) { try await store.accept(Sample.event(), job: Sample.job(kind: "")) }
        let health = try await store.health()
        #expect(health.events == 0)
        #expect(health.jobs[.ready] == 0)
    }

    @Test("A repeated event is one row, and its job runs once while it waits")
    func repeated() async throws {
        let store = try scratch.open()
        let ids = [
            try await store.accept(Sample.event(dedup: "k"), job: Sample.job()), try await store.accept(Sample.event(dedup: "k"), job: Sample.job()),
            try await store.accept(Sample.event(dedup: "other"), job: Sample.job()),
        ]
        #expect(ids[0] == ids[1])
        #expect(ids[2] != ids[0])
        #expect(try await store.jobs().count == 1)
        #expect(try await store.health().events == 2)
    }

    @Test("A repeat that comes after its job was done asks for the job again")
    func repeatedLater() async throws {
        let store = try scratch.open()
        _ = try await store.accept(Sample.event(dedup: "k"), job: Sample.job())
        let lease = try #require(try await store.take())
        #expect(try await store.settle(lease, .done, now: .at(0)))
        _ = try await store.accept(Sample.event(dedup: "k"), job: Sample.job())
        #expect(try await store.take() != nil)
    }

    @Test("An event over the limit is refused, one at the limit is stored")
    func limit() async throws {
        let store = try scratch.open()
        let portal = try await store.savePortal(Sample.portal()).id
        let most = String(repeating: "x", count: StoreLimit.eventBodyBytes)
        let id = try await store.accept(Sample.event(portal: portal, body: most), job: Sample.job(portal: portal))
        #expect(try await store.event(id: id)?.body.count == StoreLimit.eventBodyBytes)
        let error = await #expect(throws: StoreError.self) {
            try await store.accept(Sample.event(portal: portal, body: most + "x"), job: Sample.job())
        }
        #expect(error?.code == .tooLarge)
    }

    @Test("An event of an unknown portal id is refused")
    func unknownPortal() async throws {
        let store = try scratch.open()
        let error = await #expect(throws: StoreError.self) { try await store.accept(Sample.event(portal: 77), job: Sample.job()) }
        #expect(error?.code == .notFound)
    }
}
