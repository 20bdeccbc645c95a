import Bitrix24
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct EventRouteTests {
    @Test("An event of an installed portal is acknowledged once it is stored with its job") func accepted() async throws {
        try await TestServer.run { server in
            try await server.install()
            let answer = try await server.post("/bitrix24/events", form: server.eventForm())
            #expect(answer.status == 200)
            #expect(answer.text == "ok")
            #expect(try await server.store.health().events == 1)
        }
    }

    @Test("An event is refused with one body, whatever is wrong with its sender") func refused() async throws {
        try await TestServer.run { server in
            try await server.install()
            let forms = [
                server.eventForm(token: "wrong"), server.eventForm(token: ""), server.eventForm(member: "nobody"),
                server.eventForm(token: "wrong", member: "nobody"), "event=ONCRMLEADADD", server.eventForm("ONAPPINSTALL", token: "new-token"),
            ]
            var bodies: Set<[UInt8]> = []
            for form in forms {
                for path in ["/bitrix24/events", "/bitrix24/install"] {
                    let answer = try await server.post(path, form: form)
                    #expect(answer.status == 403)
                    #expect(answer.headers["Content-Type"] == ["application/problem+json"])
                    bodies.insert(answer.body)
                }
            }
            bodies.insert(try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: server.pageForm(token: "forged")).body)
            bodies.insert(try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: server.pageForm(member: "other")).body)
            bodies.insert(try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: server.pageForm(applicationToken: "")).body)
            #expect(bodies.count == 1)
            #expect(try await server.store.health().events == 0)
        }
    }

    @Test("What is no form is unreadable, and what is over the cap is not taken") func unreadable() async throws {
        try await TestServer.run { server in
            try await server.install()
            let event = Array(server.eventForm().utf8)
            #expect(try await server.send(.POST, "/bitrix24/events", [("Content-Type", "application/json")], body: event).status == 400)
            #expect(try await server.send(.POST, "/bitrix24/events", [], body: event).status == 400)
            #expect(try await server.post("/bitrix24/events", form: "").status == 400)
            #expect(try await server.post("/bitrix24/events", form: "event=%zz").status == 400)
            #expect(try await server.post("/bitrix24/events", form: "data[ID]=1").status == 400)
            let large = try await server.post("/bitrix24/events", form: server.eventForm() + "&x=" + String(repeating: "x", count: 70_000))
            #expect(large.status == 413)
            #expect(large.headers["Connection"] == ["close"])
            #expect(try await server.store.health().events == 0)
        }
    }

    @Test("ONAPPINSTALL of an app without pages installs the portal once its token is verified", arguments: ["/bitrix24/install", "/bitrix24/events"])
    func installEvent(path: String) async throws {
        try await TestServer.run { server in
            let auth = "auth[access_token]=\(FakePortal.accessToken)&auth[refresh_token]=r&auth[expires_in]=3600&auth[server_endpoint]=\(server.portal.endpoint)"
            let forged = server.eventForm("ONAPPINSTALL") + "&" + auth.replacing(FakePortal.accessToken, with: "forged")
            #expect(try await server.post(path, form: forged).status == 403)
            #expect(try await server.store.portals().isEmpty)
            let answer = try await server.post(path, form: server.eventForm("ONAPPINSTALL") + "&" + auth)
            #expect(answer.status == 200)
            #expect(answer.text == "ok")
            #expect(try await server.store.portals().map(\.memberID) == [FakePortal.memberID])
            #expect(try await server.post("/bitrix24/events", form: server.eventForm()).status == 200)
        }
    }

    @Test("No authorisation server but the allowed ones is ever asked") func foreignServer() async throws {
        try await TestServer.run { (server) async throws in
            let form = server.pageForm().replacing(
                "SERVER_ENDPOINT=\(server.portal.endpoint.replacing(":", with: "%3A").replacing("/", with: "%2F"))",
                with: "SERVER_ENDPOINT=http%3A%2F%2F127.0.0.1%3A1%2Frest%2F")
            #expect(form != server.pageForm())
            #expect(try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: form).status == 403)
            #expect(server.portal.appInfoCalls == 0)
        }
    }

    @Test("While the store cannot take events the portal is told to come again") func unavailable() async throws {
        try await TestServer.run { server in
            try await server.install()
            try server.store.close()
            let answer = try await server.post("/bitrix24/events", form: server.eventForm())
            #expect(answer.status == 503)
            #expect(answer.headers.first(name: "Retry-After") == "5")
        }
    }
}
