import Bitrix24
import Testing

@Suite("Batches")
struct BatchTests {
    @Test("Reads go as one request, and each result finds its key")
    func results() async throws {
        try await TestPortal.run { _ in
            .json([
                "result": [
                    "result": ["a": ["item": ["id": 1]], "c": []],
                    "result_error": ["b": ["error": "NOT_FOUND", "error_description": "Not found"]], "result_total": ["c": 0],
                    "result_next": [], "result_time": [],
                ]
            ])
        } test: { portal async throws in
            let results = try await portal.client().batch([
                BatchRead("a", "crm.item.get", ["entityTypeId": 1, "id": 1]),
                BatchRead("b", "crm.item.get", ["entityTypeId": 1, "id": 2]),
                BatchRead("c", "user.get", ["FILTER": ["NAME": "a&b", "ID": [1, 7]]]),
                BatchRead("d", "profile"),
            ])
            #expect(try results["a"]?.get().result["item"]["id"] == 1)
            #expect(results["b"].map { if case .failure(let error) = $0 { error.isNotFound } else { false } } == true)
            #expect(try results["c"]?.get() == RESTAnswer(result: [], total: 0))
            #expect(results["d"].map { if case .failure(let error) = $0 { error.execution == .notExecuted } else { false } } == true)
            let request = try #require(portal.requests.first)
            #expect(request.path == "/rest/batch.json" && request.body["halt"] == 0)
            #expect(request.body["cmd"]["a"] == "crm.item.get?entityTypeId=1&id=1")
            #expect(request.body["cmd"]["c"] == "user.get?FILTER[ID][0]=1&FILTER[ID][1]=7&FILTER[NAME]=a%26b")
            #expect(request.body["cmd"]["d"] == "profile")
        }
    }

    @Test("Results that come back as lists find their keys as well")
    func lists() async throws {
        try await TestPortal.run { _ in
            .json(["result": ["result": ["x", "y"], "result_error": [], "result_total": [], "result_next": [], "result_time": []]])
        } test: { portal async throws in
            let results = try await portal.client().batch([BatchRead("0", "profile"), BatchRead("1", "user.current")])
            #expect(try results["0"]?.get().result == "x")
            #expect(try results["1"]?.get().result == "y")
        }
    }

    @Test("Writes, repeated keys and too many calls are refused before any request")
    func refused() async throws {
        try await TestPortal.run { _ in
            .json(["result": [:]])
        } test: { portal async throws in
            let client = portal.client()
            let bad: [[BatchRead]] = [
                [BatchRead("a", "crm.item.add")], [BatchRead("a", "crm.item.update")], [BatchRead("a", "event.offline.get")],
                [BatchRead("a", "batch")], [BatchRead("a", "profile"), BatchRead("a", "scope")], [BatchRead("a]b", "profile")],
                (0...50).map { BatchRead("k\($0)", "profile") },
            ]
            for reads in bad {
                let error = await #expect(throws: BitrixError.self) { try await client.batch(reads) }
                #expect(error?.code == BitrixErrorCode.invalidCall)
            }
            #expect(try await client.batch([]).isEmpty)
            #expect(portal.requests.isEmpty)
        }
    }
}
