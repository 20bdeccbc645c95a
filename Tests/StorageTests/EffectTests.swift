import Foundation
import Storage
import Testing

@Suite struct EffectTests {
    let scratch = Scratch()
    let store: Store

    init() throws {
        store = try scratch.open()
    }

    private func intent(_ marker: String = "lead:call-1", kind: String = "addLead") async throws -> EffectRow {
        let portal = try await store.savePortal(Sample.portal()).id
        return try await store.recordIntent(portalID: portal, kind: kind, marker: marker, holder: "p1", now: .at(0))
    }

    private func move(_ row: EffectRow, _ from: EffectState, _ to: EffectState, until: Double? = nil, attempt: Int? = nil, at: Double = 1)
        async throws -> Bool
    {
        try await store.moveEffect(id: row.id, from: from, to: to, unknownUntil: until.map(Date.at), attempt: attempt, holder: "p1", now: .at(at))
    }

    @Test("A marker is one effect, however often it is intended")
    func once() async throws {
        let first = try await intent()
        let second = try await intent(kind: "somethingElse")
        #expect(first == second)
        #expect(first.state == .ready)
        #expect(first.attempt == 0)
        let other = try await intent("lead:call-2")
        #expect(other.id != first.id)
    }

    @Test("The last marker with a beginning is found, in its own portal, and none that only begins alike")
    func last() async throws {
        let first = try await intent("api-lead:a:1")
        for marker in ["api-lead:a:3", "api-lead:a:2", "api-lead:ab:9", "api-lead:b:1"] { _ = try await intent(marker) }
        #expect(try await store.lastEffect(portalID: first.portalID, markerPrefix: "api-lead:a:")?.marker == "api-lead:a:3")
        #expect(try await store.lastEffect(portalID: first.portalID, markerPrefix: "api-lead:c:") == nil)
        #expect(try await store.lastEffect(portalID: first.portalID + 1, markerPrefix: "api-lead:a:") == nil)
    }

    @Test("The same marker in another portal is another effect")
    func perPortal() async throws {
        let first = try await intent()
        let portal = try await store.savePortal(Sample.portal(member: "member-b")).id
        let second = try await store.recordIntent(portalID: portal, kind: "addLead", marker: first.marker, holder: "p1", now: .at(0))
        #expect(second.id != first.id)
    }

    @Test("Sending counts an attempt and notes the time; success keeps the remote id")
    func done() async throws {
        let row = try await intent()
        #expect(try await move(row, .ready, .sending, until: 76))
        let sending = try #require(try await store.effect(id: row.id))
        #expect(sending.attempt == 1)
        #expect(sending.sendingSince == .at(1))
        #expect(sending.unknownUntil == .at(76))
        #expect(try await store.moveEffect(id: row.id, from: .sending, to: .done, remoteID: "42", holder: "p1", now: .at(2)))
        let done = try #require(try await store.effect(portalID: row.portalID, marker: row.marker))
        #expect(done.state == .done)
        #expect(done.remoteID == "42")
        #expect(try await store.unresolvedEffects() == [])
    }

    @Test("A move from a state that no longer holds does nothing")
    func guarded() async throws {
        let row = try await intent()
        #expect(try await move(row, .ready, .sending))
        #expect(try await move(row, .ready, .sending) == false)
        #expect(try await store.effect(id: row.id)?.attempt == 1)
        #expect(try await store.moveEffect(id: 99, from: .ready, to: .sending, holder: "p1", now: .at(1)) == false)
    }

    @Test("The late answer to an earlier sending does not touch the one in flight")
    func lateAnswer() async throws {
        let row = try await intent()
        #expect(try await move(row, .ready, .sending))
        #expect(try await move(row, .sending, .unknown, until: 76))
        #expect(try await move(row, .unknown, .sending, at: 80))
        #expect(try await move(row, .sending, .ready, attempt: 1) == false)
        #expect(try await move(row, .sending, .ready, attempt: 2))
    }

    @Test("What is done stays done; what was refused can only be tried afresh")
    func final() async throws {
        let row = try await intent()
        #expect(try await move(row, .ready, .done))
        for state in EffectState.allCases where state != .done {
            let error = await #expect(throws: StoreError.self) { try await move(row, .done, state, until: 1) }
            #expect(error?.code == .invalidValue)
        }
        #expect(!EffectState.refused.allows(.done))
        #expect(EffectState.refused.allows(.ready))
    }

    @Test("An unknown outcome needs the time until which to wait")
    func unknownNeedsTime() async throws {
        let row = try await intent()
        #expect(try await move(row, .ready, .sending))
        let error = await #expect(throws: StoreError.self) { try await move(row, .sending, .unknown) }
        #expect(error?.code == .invalidValue)
        #expect(try await store.effect(id: row.id)?.state == .sending)
    }

    @Test("Unresolved effects are listed, and those of a call")
    func lists() async throws {
        let row = try await intent()
        let call = try await store.upsertCall(portalID: row.portalID, externalID: "c", now: .at(0)) { _ in }
        let ofCall = try await store.recordIntent(portalID: row.portalID, kind: "addTask", marker: "task", callID: call.id, holder: "p1", now: .at(0))
        let refused = try await intent("refused")
        #expect(try await move(refused, .ready, .refused))
        #expect(try await store.unresolvedEffects() == [row, ofCall])
        #expect(try await store.unresolvedEffects(after: row.id) == [ofCall])
        #expect(try await store.effects(callID: call.id) == [ofCall])
    }

    @Test("Of many who move one effect at once, one succeeds")
    func race() async throws {
        let row = try await intent()
        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 { group.addTask { try await move(row, .ready, .sending) } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
    }
}
