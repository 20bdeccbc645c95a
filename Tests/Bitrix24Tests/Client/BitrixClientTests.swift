import AsyncHTTPClient
import Bitrix24
import Hummingbird
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@Suite("Calls")
struct BitrixClientTests {
    @Test("A call is a POST of JSON with the token in the body, never in the address")
    func shape() async throws {
        try await TestPortal.run { _ in
            .json(["result": ["item": ["id": 7]]])
        } test: { portal async throws in
            let answer = try await portal.client().call("crm.item.get", ["entityTypeId": 1, "id": 7, "auth": "forged"])
            #expect(answer.result["item"]["id"].int == 7)
            let request = try #require(portal.requests.first)
            #expect(request.path == "/rest/crm.item.get.json" && request.query.isEmpty)
            #expect(request.body == ["entityTypeId": 1, "id": 7, "auth": "access-1"])
            #expect(request.headers[.userAgent] == "bitrix24-swift/1.0" && request.headers[.contentType] == "application/json")
            #expect(request.headers[.authorization] == nil)
        }
    }

    @Test("An expired token is renewed, saved, and the call made once more")
    func expired() async throws {
        try await TestPortal.run { request in
            if request.path == "/oauth/token/" { return .tokens(2, for: "") }
            return request.token == "access-1" ? .error("expired_token", .unauthorized) : .json(["result": "done"])
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair())
            #expect(try await portal.client(store: store).call("profile").result == "done")
            #expect(portal.requests.map(\.path) == ["/rest/profile.json", "/oauth/token/", "/rest/profile.json"])
            #expect(store.current.saves == 1)
        }
    }

    @Test("A token that is refused again right after its renewal is not renewed a second time")
    func expiredForever() async throws {
        try await TestPortal.run { request in
            request.path == "/oauth/token/" ? .tokens(2, for: "") : .error("expired_token", .unauthorized)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client().call("profile") }
            #expect(error?.has("EXPIRED_TOKEN") == true && error?.execution == .notExecuted)
            #expect(portal.requests(to: "/oauth/token/").count == 1 && portal.requests(to: "/rest/profile.json").count == 2)
        }
    }

    @Test("A refused burst is waited out and made again")
    func queryLimit() async throws {
        let refusals = Mutex(2)
        try await TestPortal.run { _ in
            let isRefused = refusals.withLock { left in
                left -= 1
                return left >= 0
            }
            return isRefused ? .error("QUERY_LIMIT_EXCEEDED", .serviceUnavailable) : .json(["result": 1])
        } test: { portal async throws in
            let clock = TestClock()
            #expect(try await portal.client(clock: clock).call("crm.item.add").result == 1)
            #expect(portal.requests.count == 3)
            let waits = clock.sleeps.filter { $0 > .milliseconds(500) }
            #expect(waits == [.milliseconds(750), .milliseconds(1_500)])
        }
    }

    @Test("A burst that is refused for ever ends in an error that may be tried later")
    func queryLimitForever() async throws {
        try await TestPortal.run { _ in
            .error("QUERY_LIMIT_EXCEEDED", .serviceUnavailable)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client().call("crm.item.add") }
            #expect(error?.execution == .notExecuted && error?.isRetryable == true)
            #expect(portal.requests.count == 5)
        }
    }

    @Test("A method over its time is held back until the time the portal named, without further requests")
    func operationLimit() async throws {
        let calls = Mutex(0)
        try await TestPortal.run { _ in
            let count = calls.withLock { calls in
                calls += 1
                return calls
            }
            guard count > 1 else {
                return .json(["result": 1, "time": ["operating": 479, "operating_reset_at": 1_800_000_100]])
            }
            return .error("OPERATION_TIME_LIMIT", .tooManyRequests)
        } test: { portal async throws in
            let client = portal.client()
            _ = try await client.call("crm.item.list", priority: .live)
            for _ in 0..<3 {
                let error = await #expect(throws: BitrixError.self) { try await client.call("crm.item.list", priority: .live) }
                #expect(error?.code == BitrixErrorCode.operationTimeLimit && error?.execution == .notExecuted)
            }
            #expect(portal.requests.count == 2)
        }
    }

    @Test("A page instead of an answer is an unknown outcome and is not repeated", arguments: [HTTPResponse.Status.ok, .serviceUnavailable, .badGateway])
    func pages(status: HTTPResponse.Status) async throws {
        try await TestPortal.run { _ in
            .page(status)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client().call("crm.item.add") }
            #expect(error?.execution == .unknown && error?.isRetryable == false)
            #expect(portal.requests.count == 1)
        }
    }

    @Test("A connection that breaks in the answer is an unknown outcome")
    func cut() async throws {
        try await TestPortal.run { _ in
            .cut
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client().call("crm.item.add") }
            #expect(error?.code == BitrixErrorCode.connectionCut && error?.execution == .unknown)
            #expect(portal.requests.count == 1)
        }
    }

    @Test("An answer that does not come in time is an unknown outcome")
    func timeout() async throws {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        try await TestPortal.run { _ in
            for await _ in gate { break }
            return .json(["result": 1])
        } test: { portal async throws in
            var policy = portal.policy
            policy.requestTimeout = .milliseconds(200)
            let error = await #expect(throws: BitrixError.self) { try await portal.client(policy: policy).call("crm.item.add") }
            #expect(error?.code == BitrixErrorCode.timedOut && error?.execution == .unknown)
            opener.finish()
        }
    }

    @Test("A connection that cannot be made did not execute")
    func refusedConnection() async throws {
        try await TestPortal.run { _ in
            .json(["result": 1])
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair(endpoint: "http://127.0.0.1:1/rest/"))
            let error = await #expect(throws: BitrixError.self) { try await portal.client(store: store).call("crm.item.add") }
            #expect(error?.code == BitrixErrorCode.unreachable && error?.execution == .notExecuted && error?.isRetryable == true)
        }
    }

    @Test("An answer over the limit is an unknown outcome")
    func tooLarge() async throws {
        try await TestPortal.run { _ in
            .json(["result": .string(String(repeating: "x", count: 5_000))])
        } test: { portal async throws in
            var policy = portal.policy
            policy.maxAnswerBytes = 1_000
            let error = await #expect(throws: BitrixError.self) { try await portal.client(policy: policy).call("crm.item.add") }
            #expect(error?.code == BitrixErrorCode.answerTooLarge && error?.execution == .unknown)
        }
    }

    @Test("A renamed portal is found through the authorisation server, not through the redirect")
    func moved() async throws {
        let address = Mutex("")
        try await TestPortal.run { request in
            switch request.path {
            case "/oauth/token/": return .tokens(2, for: address.withLock { $0 })
            case "/new/rest/profile.json": return .json(["result": .string(request.token)])
            case "/rest/profile.json": return Response(status: .found, headers: [.location: "http://127.0.0.1:1/evil/rest/profile.json"])
            default: return .page(.notFound)
            }
        } test: { portal async throws in
            address.withLock { $0 = "\(portal.origin)/new/rest/" }
            #expect(try await portal.client().call("profile").result == "access-2")
            #expect(portal.requests.map(\.path) == ["/rest/profile.json", "/oauth/token/", "/new/rest/profile.json"])
        }
    }

    @Test("A portal that redirects and has no new address is an error, and does not cost a renewal per call")
    func movedNowhere() async throws {
        try await TestPortal.run { request in
            request.path == "/oauth/token/" ? .tokens(2, for: "") : Response(status: .found, headers: [.location: "/x"])
        } test: { portal async throws in
            let client = portal.client()
            for _ in 0..<3 {
                let error = await #expect(throws: BitrixError.self) { try await client.call("profile") }
                #expect(error?.code == BitrixErrorCode.portalMoved && error?.execution == .notExecuted)
            }
            #expect(portal.requests(to: "/oauth/token/").count == 1 && portal.requests(to: "/rest/profile.json").count == 3)
        }
    }

    @Test("REST 3 is called under its own address with the key, and says when an answer is a repetition")
    func version3() async throws {
        try await TestPortal.run { _ in
            .json(["result": ["item": ["id": 9]]], headers: [HTTPField.Name("Idempotent-Replayed")!: "true"])
        } test: { portal async throws in
            let answer = try await portal.client().callV3("tasks.task.add", ["fields": ["title": "T"]], idempotencyKey: "call-7")
            #expect(answer.replayed && answer.result["item"]["id"] == 9)
            let request = try #require(portal.requests.first)
            #expect(request.path == "/rest/api/tasks.task.add")
            #expect(request.headers[HTTPField.Name("Idempotency-Key")!] == "call-7")
            #expect(request.body == ["fields": ["title": "T"], "auth": "access-1"])
        }
    }

    @Test("Names and keys that could change the request are refused before it", arguments: ["", "a/b", "../x", "a?b", "a b", "crm.item.get\r\n"])
    func names(method: String) async throws {
        try await TestPortal.run { _ in
            .json(["result": 1])
        } test: { portal async throws in
            let client = portal.client()
            await #expect(throws: BitrixError.self) { try await client.call(method) }
            await #expect(throws: BitrixError.self) { try await client.callV3("m", [:], idempotencyKey: method.contains("\r") ? "a\r\nX: y" : "") }
            #expect(portal.requests.isEmpty)
        }
    }

    @Test("A client without tokens asks for an administrator and calls nobody")
    func noTokens() async throws {
        try await TestPortal.run { _ in
            .json(["result": 1])
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client(store: TestTokenStore(nil)).call("profile") }
            #expect(error?.code == BitrixErrorCode.noTokens && error?.needsReadoption == true)
            #expect(portal.requests.isEmpty)
        }
    }

    @Test("After five failures in a row the portal is left alone")
    func breaker() async throws {
        try await TestPortal.run { _ in
            .page(.badGateway)
        } test: { portal async throws in
            let client = portal.client()
            for _ in 0..<20 { await #expect(throws: BitrixError.self) { try await client.call("profile") } }
            #expect(portal.requests.count == 5)
        }
    }
}
