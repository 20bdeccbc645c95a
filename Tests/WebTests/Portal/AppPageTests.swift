import Bitrix24
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct AppPageTests {
    @Test("A user of the portal gets the page with a bearer that reads that portal's calls") func opens() async throws {
        try await TestServer.run { server in
            try await server.install()
            let bearer = try await server.openPage()
            let answer = try await server.send(.GET, "/api/v1/calls", [("Authorization", "Bearer \(bearer)"), ("X-Forwarded-For", "203.0.113.9")])
            #expect(answer.status == 200)
            #expect(answer.json["calls"].list.isEmpty)
        }
    }

    @Test("Whoever does not administer the portal sees the calls they answered or are responsible for, and no other") func ownCalls() async throws {
        try await TestServer.run { server in
            let (own, _, _) = try await CallRouteTests.fill(server)
            _ = try await server.store.updateCall(id: own[0], now: server.clock.now) { $0.answeredBy = 7 }
            _ = try await server.store.updateCall(id: own[1], now: server.clock.now) { $0.responsibleID = 7 }
            server.portal.userID = 7
            let bearer = ("Authorization", "Bearer \(try await server.openPage())")
            let listed = try await server.send(.GET, "/api/v1/calls", [bearer]).json["calls"].list.compactMap { $0["id"].int }
            #expect(listed == [Int(own[1]), Int(own[0])])
            #expect(try await server.send(.GET, "/api/v1/calls/\(own[0])", [bearer]).status == 200)
            #expect(try await server.send(.GET, "/api/v1/calls/\(own[2])", [bearer]).status == 404)
            #expect(try await server.send(.GET, "/api/v1/calls/\(own[2])/recording", [bearer]).status == 404)
            server.portal.userID = 1
            let all = ("Authorization", "Bearer \(try await server.openPage())")
            #expect(try await server.send(.GET, "/api/v1/calls", [all]).json["calls"].list.count == 3)
        }
    }

    @Test("Times are shown in the zone of the company's hours, and the page has a place for its name") func zone() async throws {
        try await TestServer.run { server in
            try await server.install()
            let page = try await server.post("/bitrix24/app\(TestServer.pageQuery)", form: server.pageForm()).text
            #expect(try TestServer.setup(in: page)["zone"].text == "Europe/Moscow")
            #expect(page.contains("id=\"zone\"") && page.contains("timeZone: setup.zone"))
        }
    }

    @Test("A stranger gets a page that says so and holds nothing") func refused() async throws {
        try await TestServer.run { server in
            let answer = try await server.post("/bitrix24/app\(TestServer.pageQuery)", form: server.pageForm())
            #expect(answer.status == 403)
            #expect(answer.text.contains("Портал не узнан"))
            #expect(!answer.text.contains("bearer"))
        }
    }

    @Test("Every page has its own nonce, and only its portal may frame it") func policy() async throws {
        try await TestServer.run { server in
            try await server.install()
            let pages = [
                try await server.post("/bitrix24/app\(TestServer.pageQuery)", form: server.pageForm()),
                try await server.post("/bitrix24/app\(TestServer.pageQuery)", form: server.pageForm()),
            ]
            let policies = pages.compactMap { $0.headers.first(name: "Content-Security-Policy") }
            #expect(Set(policies).count == 2)
            for (page, policy) in zip(pages, policies) {
                let nonce = try #require(policy.firstMatch(of: /'nonce-([^']+)'/)).1
                #expect(page.text.contains("nonce=\"\(nonce)\""))
                #expect(policy.hasSuffix("frame-ancestors \(server.portal.origin)"))
                #expect(!page.text.contains("src="))
                #expect(page.headers.first(name: "Cache-Control") == "no-store")
                #expect(page.headers.first(name: "Referrer-Policy") == "no-referrer")
            }
        }
    }

    @Test("A page renews its bearer from its own origin only, and the old one ends") func renewal() async throws {
        try await TestServer.run { server in
            try await server.install()
            let bearer = ("Authorization", "Bearer \(try await server.openPage())")
            #expect(try await server.send(.POST, "/api/v1/session", [bearer]).status == 403)
            #expect(try await server.send(.POST, "/api/v1/session", [bearer, ("Origin", "https://evil.example")]).status == 403)
            let renewed = try await server.send(.POST, "/api/v1/session", [bearer, ("Origin", TestServer.publicURL)])
            #expect(renewed.status == 200)
            let fresh = try #require(renewed.json["bearer"].text)
            #expect(try await server.send(.GET, "/api/v1/calls", [bearer]).status == 401)
            #expect(try await server.send(.GET, "/api/v1/calls", [("Authorization", "Bearer \(fresh)")]).status == 200)
        }
    }

    @Test("A bearer ends after its time, and with the app's removal cannot be renewed") func ends() async throws {
        try await TestServer.run { server in
            try await server.install()
            let bearer = ("Authorization", "Bearer \(try await server.openPage())")
            let portal = try #require(try await server.store.portals().first)
            try await server.store.setPortalStatus(id: portal.id, .uninstalled)
            #expect(try await server.send(.POST, "/api/v1/session", [bearer, ("Origin", TestServer.publicURL)]).status == 401)
            server.clock.advance(by: PageSession.bearerLifetime)
            #expect(try await server.send(.GET, "/api/v1/calls", [bearer]).status == 401)
        }
    }

    @Test("A portal whose tokens no longer work is adopted by who opens the app") func readoption() async throws {
        try await TestServer.run { server in
            try await server.install()
            let portal = try #require(try await server.store.portals().first)
            try await server.store.setPortalStatus(id: portal.id, .needsReadoption)
            _ = try await server.openPage()
            #expect(try await server.store.portal(id: portal.id)?.status == .active)
        }
    }
}
