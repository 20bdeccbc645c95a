import Foundation
import Storage
import Testing

@Suite struct HandoffTests {
    let scratch = Scratch()

    @Test("A hand-off is one row per task and leaves the open ones when it is closed")
    func handoff() async throws {
        let store = try scratch.open()
        let portal = try await store.savePortal(Sample.portal()).id
        let call = try await store.upsertCall(portalID: portal, externalID: "c", now: .at(0)) { _ in }
        let new = HandoffRow(portalID: portal, callID: call.id, leadID: 5, taskID: 70, responsibleID: 3, deadline: .at(3_600), createdAt: .at(0))
        var saved = try await store.saveHandoff(new)
        _ = try await store.saveHandoff(HandoffRow(portalID: portal, callID: nil, leadID: 6, taskID: 71, responsibleID: 3, createdAt: .at(0)))
        #expect(try await store.openHandoffs(portalID: portal).map(\.taskID) == [70, 71])
        #expect(try await store.openHandoffs(portalID: portal, leadID: 5) == [saved])
        scratch.advance(9)
        saved.state = .closed
        saved = try await store.saveHandoff(saved)
        #expect(saved.closedAt == .at(9))
        #expect(try await store.openHandoffs(portalID: portal, leadID: 5) == [])
        #expect(try await store.handoffs(callID: call.id) == [saved])
    }
}

@Suite struct AnswerTests {
    let scratch = Scratch()

    @Test("An answer is given again until its time is over")
    func remembered() async throws {
        let store = try scratch.open()
        let first = try await store.rememberAnswer(portalID: nil, key: "k", bodyHash: "h1", answer: "one", now: .at(0), lifetime: .seconds(60))
        let second = try await store.rememberAnswer(portalID: nil, key: "k", bodyHash: "h2", answer: "two", now: .at(1), lifetime: .seconds(60))
        #expect(second == first)
        #expect(try await store.answer(portalID: nil, key: "k", now: .at(59.999))?.answer == "one")
        #expect(try await store.answer(portalID: nil, key: "k", now: .at(60)) == nil)
        let third = try await store.rememberAnswer(portalID: nil, key: "k", bodyHash: "h2", answer: "two", now: .at(60), lifetime: .seconds(60))
        #expect(third.answer == "two")
    }

    @Test("The same key of another portal is another answer")
    func perPortal() async throws {
        let store = try scratch.open()
        let portal = try await store.savePortal(Sample.portal()).id
        try await store.rememberAnswer(portalID: portal, key: "k", bodyHash: "h", answer: "one", now: .at(0), lifetime: .seconds(60))
        #expect(try await store.answer(portalID: nil, key: "k", now: .at(0)) == nil)
        #expect(try await store.answer(portalID: portal, key: "k", now: .at(0))?.bodyHash == "h")
    }

    @Test("The answer that is too long is refused")
    func limit() async throws {
        let store = try scratch.open()
        let long = String(repeating: "x", count: StoreLimit.answerBytes + 1)
        let error = await #expect(throws: StoreError.self) {
            try await store.rememberAnswer(portalID: nil, key: "k", bodyHash: "h", answer: long, now: .at(0), lifetime: .seconds(60))
        }
        #expect(error?.code == .tooLarge)
    }
}
