import Bitrix24
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct InstallPageTests {
    @Test("A verified installation is stored before the page says so, and only its portal may frame the page") func installs() async throws {
        try await TestServer.run { server in
            let answer = try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: server.pageForm())
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
            let policy = try #require(answer.headers.first(name: "Content-Security-Policy"))
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors \(server.portal.origin)"))
            #expect(policy.contains("script-src 'nonce-"))
            // A portal on loopback, as the sandbox is, serves the BX24 library itself.
            #expect(policy.contains(" \(server.portal.origin);"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.headers["X-Frame-Options"].isEmpty)
            #expect(answer.headers["Set-Cookie"].isEmpty)
            #expect(answer.text.contains("Приложение установлено"))
            #expect(answer.text.contains("src=\"\(server.portal.origin)/api/v1/\""))
            #expect(answer.text.contains("BX24.installFinish()"))
            #expect(answer.text.contains("ONVOXIMPLANTCALLINIT"))
            #expect(!answer.text.contains(FakePortal.accessToken))
            #expect(!answer.text.contains("application-token"))
            #expect(try await server.store.portals().map(\.memberID) == [FakePortal.memberID])
        }
    }

    @Test("A real portal's page loads the BX24 library of its region") func library() {
        #expect(PageLanguage.ru.library == "//api.bitrix24.tech/api/v1/")
        #expect(PageLanguage.en.library == "//api.bitrix24.com/api/v1/")
    }

    @Test("The page names the permissions that are missing and what does not work without them") func missingScopes() async throws {
        try await TestServer.run { server in
            server.portal.scope = ["crm", "telephony", "task", "user", "placement"]
            let answer = try await server.post("/bitrix24/install?DOMAIN=portal.example&PROTOCOL=1&LANG=en&APP_SID=1", form: server.pageForm())
            #expect(answer.text.contains("<code>im</code> notifications to employees"))
            #expect(answer.text.contains("<code>disk</code> recordings on the Drive"))
            #expect(!answer.text.contains("<code>crm</code>"))
            let setup = try TestServer.setup(in: answer.text)
            #expect(setup["complete"] == .bool(false))
        }
    }

    @Test("A portal that does not answer is installed all the same, and the page says what is still to come") func portalDown() async throws {
        try await TestServer.run { server in
            server.portal.isDown = true
            let answer = try await server.post("/bitrix24/install\(TestServer.pageQuery)", form: server.pageForm())
            #expect(answer.status == 200)
            #expect(answer.text.contains("сервер повторит сам"))
            #expect(try await server.store.portals().count == 1)
        }
    }

    @Test("Opened by a person, the address says what it is for") func address() async throws {
        try await TestServer.run { server in
            let answer = try await server.send(.GET, "/bitrix24/install", [("Accept-Language", "en-US,en;q=0.9")])
            #expect(answer.status == 200)
            #expect(answer.text.contains("\(TestServer.publicURL)/bitrix24/install"))
            #expect(answer.text.contains("Initial installation path"))
        }
    }

    @Test("A form that lacks what every portal sends is unreadable") func incomplete() async throws {
        try await TestServer.run { server in
            let short = try await server.post("/bitrix24/install", form: "AUTH_ID=x")
            let large = try await server.post("/bitrix24/install", form: server.pageForm() + String(repeating: "x", count: 70_000))
            #expect(short.status == 400)
            #expect(large.status == 413)
        }
    }
}
