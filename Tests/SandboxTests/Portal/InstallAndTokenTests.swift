import Sandbox
import Testing

@Suite struct InstallAndTokenTests {
    @Test("The installation page is opened by a form post with the documented fields")
    func opening() async throws {
        try await PortalBench.run { bench async throws in
            let post = try #require(await bench.application.posts.first)
            let query = FormCoding.decode(post.query)
            let form = FormCoding.decode(String(decoding: post.body, as: UTF8.self))
            #expect(post.method == "POST")
            #expect(query.keys == ["DOMAIN", "PROTOCOL", "LANG", "APP_SID"])
            #expect(
                form.keys == [
                    "AUTH_ID", "AUTH_EXPIRES", "REFRESH_ID", "SERVER_ENDPOINT", "APPLICATION_TOKEN", "APPLICATION_SCOPE", "member_id", "status",
                    "PLACEMENT", "PLACEMENT_OPTIONS",
                ])
            #expect(form["SERVER_ENDPOINT"]?.text == "\(bench.addresses.oauth)/rest/")
            #expect(try await bench.result("app.info")["INSTALLED"] == true)
        }
    }

    @Test("A page that never calls installFinish leaves the application not installed and without events")
    func unfinished() async throws {
        try await PortalBench.run(events: ["ONCRMLEADADD"], page: "<html>installed</html>") { bench async throws in
            #expect(try await bench.result("app.info")["INSTALLED"] == false)
            await bench.portal.addItem(.lead, fields: ["title": "x"])
            await bench.portal.settleEvents()
            #expect(await bench.application.events.isEmpty)
        }
    }

    @Test("A page that forbids framing cannot be installed from")
    func framing() async throws {
        try await PortalBench.run(page: "<html></html>") { bench async throws in
            await bench.application.serve(page: PortalBench.page, headers: ["x-frame-options": "DENY"])
            let refused = await bench.portal.installApp(installURL: "\(bench.applicationAddress)/install", handlerURL: "x")
            #expect(!refused.isInstalled)
            await bench.application.serve(
                page: PortalBench.page, headers: ["content-security-policy": "frame-ancestors \(bench.addresses.portal)"])
            let taken = await bench.portal.installApp(installURL: "\(bench.applicationAddress)/install", handlerURL: "x")
            #expect(taken.isInstalled)
        }
    }

    @Test("An application without pages gets its tokens by ONAPPINSTALL")
    func headless() async throws {
        try await PortalBench.run(page: "<html></html>") { bench async throws in
            #expect(await bench.portal.installHeadless(installURL: "\(bench.applicationAddress)/events") == 200)
            let event = try #require(await bench.application.events.first)
            #expect(event["event"] == "ONAPPINSTALL")
            let pair = try await refresh(bench, event["auth"]["refresh_token"].text ?? "")
            #expect(pair.status == 200)
        }
    }

    @Test("A refresh token works once and its pair replaces it")
    func rotation() async throws {
        try await PortalBench.run { bench async throws in
            let first = try await refresh(bench, bench.refreshToken)
            #expect(first.status == 200)
            #expect(first.body["expires_in"] == 3600)
            #expect(first.body["client_endpoint"].text == "\(bench.addresses.portal)/rest/")
            let again = try await refresh(bench, bench.refreshToken)
            #expect(again.status == 400)
            #expect(again.body["error"] == "invalid_grant")
            let token = try #require(first.body["access_token"].text)
            #expect(try await bench.call("profile", token: token).status == 200)
            #expect(try await refresh(bench, first.body["refresh_token"].text ?? "").status == 200)
        }
    }

    @Test("The token request is taken as a GET too, and a wrong secret is refused")
    func tokenRequest() async throws {
        try await PortalBench.run { bench async throws in
            let base = "\(bench.addresses.oauth)/oauth/token/?grant_type=refresh_token&client_id=local.66f0a1b2c3d4e5.12345678"
            #expect(try await bench.get("\(base)&client_secret=wrong&refresh_token=x").body["error"] == "invalid_client")
            let right = try await bench.get("\(base)&client_secret=sandboxClientSecret&refresh_token=\(bench.refreshToken)")
            #expect(right.body["access_token"].text?.count == 70)
        }
    }

    @Test("An access token is refused as expired once its hour is over")
    func expiry() async throws {
        try await PortalBench.run { bench async throws in
            #expect(try await bench.call("profile").status == 200)
            bench.clock.advance(3_600)
            let answer = try await bench.call("profile")
            #expect(answer.status == 401)
            #expect(answer.body["error"] == "expired_token")
            #expect(try await bench.call("profile", token: "nobody").body["error"] == "NO_AUTH_FOUND")
        }
    }

    @Test("The authorisation host and the portal describe the application in different shapes")
    func applicationInfo() async throws {
        try await PortalBench.run { bench async throws in
            let info = try await bench.get("\(bench.addresses.oauth)/rest/app.info?auth=\(bench.token)").body["result"]
            #expect(info["client_id"] == "local.66f0a1b2c3d4e5.12345678")
            #expect(info["install"]["installed"] == true)
            #expect(info["install"]["client_endpoint"].text == "\(bench.addresses.portal)/rest/")
            #expect(info["user_id"] == 1)
            #expect(try await bench.result("app.info")["CODE"] == "local.66f0a1b2c3d4e5.12345678")
        }
    }

    private func refresh(_ bench: PortalBench, _ token: String) async throws -> PortalBench.Answer {
        try await bench.post(
            "\(bench.addresses.oauth)/oauth/token/",
            [
                "grant_type": "refresh_token", "client_id": "local.66f0a1b2c3d4e5.12345678", "client_secret": "sandboxClientSecret",
                "refresh_token": .string(token),
            ])
    }
}
