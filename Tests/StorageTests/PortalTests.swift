import Foundation
import Storage
import Testing

@Suite struct PortalTests {
    let scratch = Scratch()

    @Test("A portal is found by id, by key and by member")
    func find() async throws {
        let store = try scratch.open()
        let first = try await store.savePortal(Sample.portal())
        let second = try await store.savePortal(Sample.portal(client: "client-b"))
        #expect(try await store.portals() == [first, second])
        #expect(try await store.portal(id: second.id) == second)
        #expect(try await store.portal(memberID: "member-a", clientID: "client-a") == first)
        #expect(try await store.portals(memberID: "member-a") == [first, second])
        #expect(try await store.portals(memberID: "nobody") == [])
        #expect(try await store.portal(id: 99) == nil)
    }

    @Test("Installing again keeps the portal's id")
    func reinstall() async throws {
        let store = try scratch.open()
        let first = try await store.savePortal(Sample.portal())
        scratch.advance(60)
        var again = Sample.portal(token: "new")
        again.status = .needsReadoption
        let second = try await store.savePortal(again)
        #expect(second.id == first.id)
        #expect(second.accessToken == "new")
        #expect(second.status == .needsReadoption)
        #expect(second.updatedAt == .at(60))
        #expect(try await store.portals().count == 1)
    }

    @Test("A new pair of tokens replaces the old one; endpoints change only if given")
    func tokens() async throws {
        let store = try scratch.open()
        let id = try await store.savePortal(Sample.portal()).id
        try await store.saveTokens(
            portalID: id, accessToken: "a2", refreshToken: "r2", expiresAt: .at(10), clientEndpoint: "https://moved.example/rest/")
        let row = try #require(try await store.portal(id: id))
        #expect([row.accessToken, row.refreshToken, row.applicationToken] == ["a2", "r2", "application-canary-1"])
        #expect(row.expiresAt == .at(10))
        #expect(row.clientEndpoint == "https://moved.example/rest/")
        #expect(row.serverEndpoint == "https://oauth.example/rest/")
    }

    @Test("The status changes alone")
    func changes() async throws {
        let store = try scratch.open()
        var expected = try await store.savePortal(Sample.portal())
        try await store.setPortalStatus(id: expected.id, .uninstalled)
        expected.status = .uninstalled
        #expect(try await store.portal(id: expected.id) == expected)
    }

    @Test("Changing a portal that is not there says so")
    func missing() async throws {
        let store = try scratch.open()
        let error = await #expect(throws: StoreError.self) { try await store.setPortalStatus(id: 5, .active) }
        #expect(error?.code == .notFound)
    }
}
