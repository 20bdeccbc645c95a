import Sandbox
import Synchronization
import Testing

@Suite struct StrictnessAndFaultTests {
    @Test("Unknown methods and misspelt parameters are refused and remembered")
    func strictness() async throws {
        try await PortalBench.run { bench async throws in
            let method = try await bench.call("crm.lead.dance")
            #expect(method.status == 404 && method.body["error"] == "ERROR_METHOD_NOT_FOUND")
            let parameter = try await bench.call("crm.item.get", ["entityTypeID": 1, "id": 5])
            #expect(parameter.status == 400 && parameter.body["error"] == "ERROR_ARGUMENT")
            #expect(await bench.portal.strictViolations.count == 2)
            #expect(try await bench.result("method.get", ["name": "crm.item.add"])["isAvailable"] == true)
        }
    }

    @Test("A full bucket refuses with 503 and drains two requests a second")
    func bucket() async throws {
        try await PortalBench.run(configured: { $0.bucketBurst = 5 }) { bench async throws in
            for _ in 1...5 { #expect(try await bench.call("server.time").status == 200) }
            let refused = try await bench.call("server.time")
            #expect(refused.status == 503 && refused.body["error"] == "QUERY_LIMIT_EXCEEDED")
            bench.clock.advance(1)
            #expect(try await bench.call("server.time").status == 200)
            #expect(try await bench.call("server.time").status == 200)
            #expect(try await bench.call("server.time").status == 503)
        }
    }

    @Test("A batch runs in order, passes results on and reports errors by key")
    func batch() async throws {
        try await PortalBench.run { bench async throws in
            let commands: JSON = [
                "me": "user.current", "again": "user.get?FILTER%5BID%5D=%24result%5Bme%5D%5BID%5D", "bad": "crm.nothing?x=1", "nested": "batch?cmd=1",
            ]
            let answer = try await bench.call("batch", ["halt": 0, "cmd": commands])
            let result = answer.body["result"]
            #expect(answer.status == 200)
            #expect(result["result"]["again"]["0"]["ID"] == "1")
            #expect(result["result_error"]["bad"]["error"] == "ERROR_METHOD_NOT_FOUND")
            #expect(result["result_error"]["nested"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED")
            #expect(result["result_total"]["again"] == 1)
            #expect(result["result_next"] == [])
        }
    }

    @Test("A batch runs in the order sent, whatever its keys are, and what is beyond fifty ends with an error of its own")
    func batchOrder() async throws {
        try await PortalBench.run { bench async throws in
            var commands: JSONObject = ["z": "user.current", "a": "user.get?FILTER%5BID%5D=%24result%5Bz%5D%5BID%5D"]
            for number in 1...49 { commands["n\(number)"] = "profile" }
            let result = try await bench.call("batch", ["halt": 0, "cmd": .object(commands)]).body["result"]
            #expect(result["result"]["a"]["0"]["ID"] == "1")
            #expect(result["result"]["n48"]["ID"] == "1")
            #expect(result["result_error"]["n49"]["error"] == "ERROR_BATCH_LENGTH_EXCEEDED")
        }
    }

    @Test("REST 3 refuses a parameter the method does not have and a field the object does not have, and does nothing then")
    func unknownThree() async throws {
        try await PortalBench.run { bench async throws in
            let fields: JSON = ["title": "x", "creatorId": 1, "responsibleId": 5]
            let parameter = try await bench.callThree("tasks.task.add", ["fields": fields, "notify": true])
            #expect(parameter.status == 400)
            #expect(parameter.body["error"]["code"] == "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION")
            #expect(parameter.body["error"]["validation"]["0"]["field"] == "notify")
            let field = try await bench.callThree("tasks.task.add", ["fields": ["title": "x", "creatorId": 1, "responsibleId": 5, "tittle": "y"]])
            #expect(field.status == 400)
            #expect(field.body["error"]["code"] == "BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION")
            #expect(await bench.portal.snapshot.tasks.isEmpty)
            #expect(await bench.portal.strictViolations.count == 2)
        }
    }

    @Test("A failure before executing changes nothing, one after executing has changed everything")
    func failures() async throws {
        try await PortalBench.run { bench async throws in
            let add: JSONObject = ["entityTypeId": 1, "fields": ["title": "x"]]
            await bench.portal.plan(PlannedFault(.fail500BeforeExecuting, method: "crm.item.add"))
            #expect(try await bench.call("crm.item.add", add).status == 500)
            #expect(await bench.portal.snapshot.leads.isEmpty)
            await bench.portal.plan(PlannedFault(.fail500AfterExecuting, method: "crm.item.add"))
            #expect(try await bench.call("crm.item.add", add).status == 500)
            #expect(await bench.portal.snapshot.leads.count == 1)
            #expect(try await bench.call("crm.item.add", add).status == 200)
        }
    }

    @Test("A cut connection leaves the client without an answer, the work done or not done as planned")
    func cuts() async throws {
        try await PortalBench.run { bench async throws in
            let add: JSONObject = ["entityTypeId": 1, "fields": ["title": "x"]]
            await bench.portal.plan(PlannedFault(.cutBeforeExecuting, method: "crm.item.add"))
            await #expect(throws: (any Error).self) { try await bench.call("crm.item.add", add) }
            #expect(await bench.portal.snapshot.leads.isEmpty)
            await bench.portal.plan(PlannedFault(.cutAfterExecuting, method: "crm.item.add"))
            await #expect(throws: (any Error).self) { try await bench.call("crm.item.add", add) }
            #expect(await bench.portal.snapshot.leads.count == 1)
            #expect(await bench.portal.requests.records.last?.status == 0)
        }
    }

    @Test("Planned refusals hit exactly the requests they name")
    func refusals() async throws {
        try await PortalBench.run { bench async throws in
            await bench.portal.plan(PlannedFault(.queryLimit, method: "server.time", nth: 2))
            #expect(try await bench.call("server.time").status == 200)
            #expect(try await bench.call("server.time").status == 503)
            #expect(try await bench.call("server.time").status == 200)
            await bench.portal.plan(PlannedFault(.html, count: 2))
            #expect(try await bench.call("scope").header("content-type")?.hasPrefix("text/html") == true)
            #expect(try await bench.call("scope").body == .null)
            await bench.portal.plan(PlannedFault(.expiredToken))
            #expect(try await bench.call("scope").body["error"] == "expired_token")
        }
    }

    @Test("A slow answer waits as long as planned and is served then")
    func slow() async throws {
        let waited = Mutex<[Duration]>([])
        try await PortalBench.run(configured: { $0.sleep = { duration in waited.withLock { $0.append(duration) } } }) { bench async throws in
            await bench.portal.plan(PlannedFault(.slow(.seconds(70)), method: "scope"))
            let answer = try await bench.call("scope")
            #expect(answer.status == 200)
            #expect(waited.withLock { $0 } == [.seconds(70)])
        }
    }

    @Test("A hook sees each request before and after it is executed")
    func hook() async throws {
        try await PortalBench.run { bench async throws in
            let seen = Mutex<[String]>([])
            await bench.portal.onRequest { record, moment in
                let leads = await bench.portal.snapshot.leads.count
                seen.withLock { $0.append("\(record.method) \(moment) \(leads)") }
            }
            _ = try await bench.call("crm.item.add", ["entityTypeId": 1, "fields": ["title": "x"]])
            await bench.portal.onRequest(nil)
            #expect(seen.withLock { $0 } == ["crm.item.add beforeExecuting 0", "crm.item.add afterExecuting 1"])
            #expect(await bench.portal.requests.counts["crm.item.add"] == 1)
        }
    }

    @Test("An event whose handler does not answer is not sent again")
    func lostEvent() async throws {
        try await PortalBench.run { bench async throws in
            _ = try await bench.result("event.bind", ["event": "ONCRMLEADADD", "handler": "http://127.0.0.1:9/events"])
            _ = try await bench.addLead(phone: "+79161234567")
            await bench.portal.settleEvents()
            let events = await bench.portal.sentEvents
            #expect(events.count == 1 && events.first?.status == nil)
        }
    }
}
