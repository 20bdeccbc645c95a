import Bitrix24
import Foundation
import Hummingbird
import Synchronization
import Testing

@Suite("Token refresh, over a socket")
struct TokenRefresherTests {
    @Test("1,000 callers at the end of a token make exactly one refresh, and all calls succeed")
    func thousand() async throws {
        try await TestPortal.run { request in
            if request.path == "/oauth/token/" { return .tokens(2, for: "") }
            return request.token == "access-2" ? .json(["result": true]) : .error("expired_token", .unauthorized)
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair())
            let client = portal.client(store: store)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<1_000 { group.addTask { try await client.call("profile").result.flag } }
                for try await succeeded in group { #expect(succeeded) }
            }
            #expect(portal.requests(to: "/oauth/token/").count == 1)
            #expect(store.current.saves == 1)
            #expect(store.current.pair?.refreshToken == Secret("refresh-2"))
        }
    }

    @Test("The refresh is asked for as documented, and an unlisted server or portal in the answer is not taken over")
    func request() async throws {
        try await TestPortal.run { _ in
            .tokens(2, for: "http://10.0.0.1/rest/")
        } test: { portal async throws in
            let client = portal.client()
            let pair = try await client.refresher.renew(stale: Secret("access-1"))
            let asked = try #require(portal.requests.first)
            #expect(asked.path == "/oauth/token/")
            #expect(
                Set(asked.query.split(separator: "&").map(String.init)) == [
                    "grant_type=refresh_token", "client_id=local.1.2", "client_secret=client-secret", "refresh_token=refresh-1",
                ])
            #expect(pair.accessToken == Secret("access-2") && pair.scope == ["crm", "telephony"] && pair.userID == 1)
            #expect(pair.clientEndpoint == portal.endpoint && pair.serverEndpoint == portal.endpoint)
            #expect(pair.expiresAt == TestClock.start.addingTimeInterval(3_600))
        }
    }

    @Test("The leader is cancelled: it returns, the others get the new token, and there is still one refresh")
    func cancelledLeader() async throws {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let arrived = Mutex(false)
        try await TestPortal.run { _ in
            arrived.withLock { $0 = true }
            for await _ in gate { break }
            return .tokens(2, for: "")
        } test: { portal async throws in
            let refresher = portal.client().refresher
            let leader = Task { try await refresher.renew(stale: Secret("access-1")) }
            while !arrived.withLock({ $0 }) { await Task.yield() }
            let others = (0..<50).map { _ in Task { try await refresher.renew(stale: Secret("access-1")) } }
            leader.cancel()
            let outcome = await leader.result
            #expect(throws: BitrixError.self) { try outcome.get() }
            opener.yield()
            for other in others { #expect(try await other.value.accessToken == Secret("access-2")) }
            #expect(portal.requests.count == 1)
        }
    }

    @Test("A refresh that fails fails all who wait for it, and the next caller succeeds")
    func failing() async throws {
        let healthy = Mutex(false)
        try await TestPortal.run { _ in
            healthy.withLock { $0 } ? .tokens(2, for: "") : .page(.badGateway)
        } test: { portal async throws in
            let refresher = portal.client().refresher
            let error = await #expect(throws: BitrixError.self) { try await refresher.renew(stale: Secret("access-1")) }
            #expect(error?.execution == .notExecuted && error?.isRetryable == true && error?.needsReadoption == false)
            healthy.withLock { $0 = true }
            #expect(try await refresher.renew(stale: Secret("access-1")).accessToken == Secret("access-2"))
        }
    }

    @Test("A refused refresh token asks for an administrator, unless the store has another pair by then", arguments: [true, false])
    func invalidGrant(isRenewedElsewhere: Bool) async throws {
        try await TestPortal.run { _ in
            .error("invalid_grant", .badRequest)
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair())
            let renewed = portal.pair(access: "access-9", refresh: "refresh-9")
            if isRenewedElsewhere { store.change { $0.onRead = { if $0.reads == 2 { $0.pair = renewed } } } }
            let refresher = portal.client(store: store).refresher
            if isRenewedElsewhere {
                #expect(try await refresher.renew(stale: Secret("access-1")) == renewed)
            } else {
                let error = await #expect(throws: BitrixError.self) { try await refresher.renew(stale: Secret("access-1")) }
                #expect(error?.needsReadoption == true)
            }
            #expect(store.current.reads == 2 && store.current.saves == 0)
            #expect(portal.requests.count == 1)
        }
    }

    @Test("An authorisation server that keeps failing is asked five times, then left alone for a while")
    func leftAlone() async throws {
        try await TestPortal.run { _ in
            .error("PAYMENT_REQUIRED", .forbidden)
        } test: { portal async throws in
            let clock = TestClock()
            let refresher = portal.client(clock: clock).refresher
            for _ in 0..<20 { await #expect(throws: BitrixError.self) { try await refresher.renew(stale: Secret("access-1")) } }
            #expect(portal.requests.count == 5)
            clock.advance(by: .seconds(15))
            for _ in 0..<20 { await #expect(throws: BitrixError.self) { try await refresher.renew(stale: Secret("access-1")) } }
            #expect(portal.requests.count == 6)
        }
    }

    @Test("A refusal inside HTTP 200 is a refusal")
    func refusalInside200() async throws {
        try await TestPortal.run { _ in
            .error("wrong_client", .ok)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) { try await portal.client().refresher.renew(stale: Secret("access-1")) }
            #expect(error?.code == "wrong_client" && error?.needsReadoption == false && error?.isRetryable == false)
        }
    }

    @Test("Tokens of another portal are neither stored nor used")
    func wrongPortal() async throws {
        try await TestPortal.run { _ in
            .tokens(2, for: "", member: "member-2")
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair())
            let error = await #expect(throws: BitrixError.self) { try await portal.client(store: store).refresher.renew(stale: Secret("access-1")) }
            #expect(error?.code == BitrixErrorCode.wrongPortal)
            #expect(store.current.saves == 0)
        }
    }

    @Test("A pair that could not be saved is not used, and not lost either")
    func unsaved() async throws {
        try await TestPortal.run { _ in
            .tokens(2, for: "")
        } test: { portal async throws in
            let store = TestTokenStore(portal.pair())
            store.change { $0.failingSaves = 1 }
            let refresher = portal.client(store: store).refresher
            let error = await #expect(throws: BitrixError.self) { try await refresher.renew(stale: Secret("access-1")) }
            #expect(error?.code == BitrixErrorCode.tokenStoreFailed)
            #expect(try await refresher.renew(stale: Secret("access-1")).accessToken == Secret("access-2"))
            #expect(store.current.pair?.accessToken == Secret("access-2"))
            #expect(portal.requests.count == 1)
        }
    }

    @Test("A token about to end by our clock is renewed before it is used; one with life left is not")
    func beforeExpiry() async throws {
        try await TestPortal.run { request in
            request.path == "/oauth/token/" ? .tokens(2, for: "") : .json(["result": .string(request.token)])
        } test: { portal async throws in
            #expect(try await portal.client(store: TestTokenStore(portal.pair(lifetime: 5))).call("profile").result == "access-2")
            #expect(try await portal.client(store: TestTokenStore(portal.pair(lifetime: 60))).call("profile").result == "access-1")
            #expect(portal.requests(to: "/oauth/token/").count == 1)
        }
    }
}
