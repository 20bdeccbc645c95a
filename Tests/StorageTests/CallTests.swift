import Foundation
import Storage
import Testing

@Suite struct CallTests {
    let scratch = Scratch()
    let store: Store

    init() throws {
        store = try scratch.open()
    }

    @Test("A hundred who upsert one call at once make one row, and no change is lost")
    func concurrent() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask { _ = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { $0.recordingPolls += 1 } }
            }
            try await group.waitForAll()
        }
        let calls = try await store.calls(portalID: nil)
        #expect(calls.count == 1)
        #expect(calls.first?.recordingPolls == 100)
        #expect(calls.first?.version == 100)
    }

    @Test("Every field comes back as it was stored")
    func fields() async throws {
        let portal = try await store.savePortal(Sample.portal()).id
        let stored = try await store.upsertCall(portalID: portal, externalID: "c", now: .at(1)) { call in
            call.origin = .own
            call.direction = .callback
            (call.phone, call.portalNumber, call.failedCode) = ("+79991234567", "reg1", "200")
            (call.startedAt, call.duration, call.answeredBy, call.activityID) = (.at(0.5), 61, 7, 8)
            (call.entityType, call.entityID, call.leadID, call.dealID, call.responsibleID) = (1, 9, 9, 10, 11)
            (call.stage, call.outcome, call.recordingPath, call.transcriptID) = ("written", "qualified", "recordings/1.wav", 12)
            (call.analysis, call.language) = ("{}", "ru")
        }
        #expect(try await store.call(id: stored.id) == stored)
        #expect(try await store.call(portalID: portal, externalID: "c") == stored)
        #expect(stored.phone == "+79991234567")
        #expect(stored.startedAt == .at(0.5))
        #expect(stored.createdAt == .at(1))
        #expect(stored.version == 1)
    }

    @Test("A change that changes nothing leaves the version alone")
    func unchanged() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { $0.stage = "a" }
        let same = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(5)) { $0.stage = "a" }
        let other = try await store.updateCall(id: call.id, now: .at(6)) { $0.stage = "b" }
        #expect(same == call)
        #expect(other.version == 2)
        #expect(other.updatedAt == .at(6))
        #expect(other.createdAt == .at(0))
    }

    @Test("A call and the jobs that follow from its change are one transaction")
    func then() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { _ in }
        await #expect(throws: StoreError.self) {
            try await store.updateCall(id: call.id, now: .at(1), then: [Sample.job(kind: "")]) { $0.stage = "b" }
        }
        #expect(try await store.call(id: call.id)?.stage == "new")
        _ = try await store.updateCall(id: call.id, now: .at(1), then: [Sample.job()]) { $0.stage = "b" }
        #expect(try await store.jobs().count == 1)
    }

    @Test("Calls are listed by portal, lead, activity and phone, and never across portals")
    func lists() async throws {
        let one = try await store.savePortal(Sample.portal()).id
        let two = try await store.savePortal(Sample.portal(member: "member-b")).id
        for portal in [one, two] {
            for number in 1...3 {
                _ = try await store.upsertCall(portalID: portal, externalID: "c\(number)", now: .at(0)) { call in
                    (call.leadID, call.activityID, call.phone) = (5, number, "+7999000000\(number)")
                }
            }
        }
        #expect(try await store.calls(portalID: one).map(\.id) == [3, 2, 1])
        #expect(try await store.calls(portalID: one, limit: 1, before: 3).map(\.id) == [2])
        #expect(try await store.calls(portalID: two, leadID: 5).map(\.id) == [6, 5, 4])
        #expect(try await store.calls(portalID: one, activityID: 2).map(\.id) == [2])
        #expect(try await store.calls(portalID: two, phone: "+79990000001").map(\.id) == [4])
        #expect(try await store.calls(portalID: nil) == [])
    }

    @Test("A call that is not there is said to be missing")
    func missing() async throws {
        let error = await #expect(throws: StoreError.self) { try await store.updateCall(id: 9, now: .at(0)) { _ in } }
        #expect(error?.code == .notFound)
        #expect(try await store.call(id: 9) == nil)
    }

    @Test("A transcript is replaced as a whole")
    func transcript() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { _ in }
        let old = (0..<3).map { UtteranceRow(position: $0, side: "client", start: Double($0), stop: Double($0) + 0.5, text: "old") }
        let new = [
            UtteranceRow(position: 0, side: "operator", start: 0.25, stop: 1.5, text: "Добрый день", confidence: 0.9, provider: "p/m"),
            UtteranceRow(position: 1, side: "client", start: 2, stop: 3, text: "Здравствуйте"),
        ]
        try await store.replaceUtterances(callID: call.id, old)
        try await store.replaceUtterances(callID: call.id, new)
        #expect(try await store.utterances(callID: call.id) == new)
        let wrong = [UtteranceRow(position: 0, side: "nobody", start: 0, stop: 1, text: "x")]
        await #expect(throws: StoreError.self) { try await store.replaceUtterances(callID: call.id, wrong) }
        #expect(try await store.utterances(callID: call.id) == new)
    }

    @Test("Text that was replaced is in no file after a checkpoint")
    func erased() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { _ in }
        let spoken = (0..<40).map { UtteranceRow(position: $0, side: "client", start: 0, stop: 1, text: "spoken-canary \($0)") }
        try await store.replaceUtterances(callID: call.id, spoken)
        try await store.checkpoint()
        #expect(try scratch.files(containing: "spoken-canary") == ["voice-agent.sqlite"])
        try await store.replaceUtterances(callID: call.id, [])
        try await store.checkpoint()
        #expect(try scratch.files(containing: "spoken-canary") == [])
    }

    @Test("A transcript, a piece or an analysis over its limit is refused")
    func limits() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { _ in }
        let row = UtteranceRow(position: 0, side: "client", start: 0, stop: 1, text: String(repeating: "x", count: StoreLimit.utteranceBytes + 1))
        let many = Array(repeating: UtteranceRow(position: 0, side: "client", start: 0, stop: 1, text: ""), count: StoreLimit.utterancesPerCall + 1)
        let json = String(repeating: "x", count: StoreLimit.pieceBytes + 1)
        let refusals: [@Sendable () async throws -> Void] = [
            { [store] in try await store.replaceUtterances(callID: call.id, [row]) },
            { [store] in try await store.replaceUtterances(callID: call.id, many) },
            { [store] in try await store.saveRecognisedPiece(callID: call.id, sequence: 0, channel: 0, json: json) },
            { [store] in _ = try await store.updateCall(id: call.id, now: .at(0)) { $0.analysis = json } },
        ]
        for refusal in refusals {
            let error = await #expect(throws: StoreError.self) { try await refusal() }
            #expect(error?.code == .tooLarge)
        }
    }

    @Test("Recognised pieces are kept once each until they are not needed")
    func pieces() async throws {
        let call = try await store.upsertCall(portalID: nil, externalID: "c", now: .at(0)) { _ in }
        for (sequence, channel, json) in [(1, 0, "b"), (0, 1, "c"), (0, 0, "x"), (0, 0, "a")] {
            try await store.saveRecognisedPiece(callID: call.id, sequence: sequence, channel: channel, json: json)
        }
        #expect(try await store.recognisedPieces(callID: call.id).map(\.json) == ["a", "b", "c"])
        try await store.deleteRecognisedPieces(callID: call.id)
        #expect(try await store.recognisedPieces(callID: call.id) == [])
    }

    @Test("A heard call, its transcript and its job are one transaction: a refused transcript leaves nothing")
    func heard() async throws {
        let said = UtteranceRow(position: 0, side: "client", start: 0, stop: 1, text: "да")
        let twice = [said, said]
        await #expect(throws: StoreError.self) {
            try await store.upsertHeardCall(portalID: nil, externalID: "c", transcript: twice, now: .at(0), then: [Sample.job("c")]) { _ in true }
        }
        #expect(try await store.call(portalID: nil, externalID: "c") == nil)
        #expect(try await store.jobs().isEmpty)
        let call = try await store.upsertHeardCall(portalID: nil, externalID: "c", transcript: [said], now: .at(0), then: [Sample.job("c")]) { call in
            call.stage = "a"
            return true
        }
        #expect(call.stage == "a")
        #expect(try await store.utterances(callID: call.id) == [said])
        #expect(try await store.jobs().map(\.key) == ["c"])
    }

    @Test("A heard call that is to stay as it is keeps its transcript, and its job is asked for")
    func heardBefore() async throws {
        let said = UtteranceRow(position: 0, side: "client", start: 0, stop: 1, text: "да")
        let call = try await store.upsertHeardCall(portalID: nil, externalID: "c", transcript: [said], now: .at(0), then: []) { _ in true }
        let same = try await store.upsertHeardCall(portalID: nil, externalID: "c", transcript: [], now: .at(1), then: [Sample.job("c")]) { call in
            call.stage = "b"
            return false
        }
        #expect(same == call)
        #expect(try await store.utterances(callID: call.id) == [said])
        #expect(try await store.jobs().map(\.key) == ["c"])
    }
}
