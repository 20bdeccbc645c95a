import Bitrix24
import Foundation
import HTTPTypes
import NIOHTTP1
import Testing

@testable import Web

@Suite struct ServiceRouteTests {
    @Test("Liveness, readiness and metrics are served to everybody") func services() async throws {
        try await TestServer.run { server in
            let far = [("X-Forwarded-For", "203.0.113.9"), ("Host", "desk.example")]
            #expect(try await server.send(.GET, "/healthz", far).status == 200)
            #expect(try await server.send(.HEAD, "/healthz", far).status == 200)
            #expect(try await server.send(.GET, "/readyz", far).json["ready"] == .bool(true))
            let metrics = try await server.send(.GET, "/metrics", far)
            #expect(metrics.headers.first(name: "Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            #expect(metrics.text.contains("voice_agent_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1\n"))
            #expect(metrics.text.contains("voice_agent_job_oldest_due_seconds 0\n"))
        }
    }

    @Test("What is not ready says why") func notReady() async throws {
        var setup = TestServer.Setup()
        setup.readiness = [ReadinessCheck(name: "storage", ok: true), ReadinessCheck(name: "portal", ok: false, detail: "no portal is installed")]
        try await TestServer.run(setup) { server in
            let answer = try await server.send(.GET, "/readyz")
            #expect(answer.status == 503)
            #expect(answer.json["checks"][0] == ["name": "storage", "ok": true])
            #expect(answer.json["checks"][1]["detail"].text == "no portal is installed")
            #expect(try await server.send(.GET, "/healthz").status == 200)
        }
    }

    @Test("What somebody has to see to is said, and traffic is welcome all the same") func advisory() async throws {
        var setup = TestServer.Setup()
        setup.readiness = [ReadinessCheck(name: "portals", ok: false, detail: "1 with dead tokens", isAdvisory: true)]
        try await TestServer.run(setup) { server in
            let answer = try await server.send(.GET, "/readyz")
            #expect(answer.status == 200)
            #expect(answer.json["checks"][0] == ["name": "portals", "ok": false, "detail": "1 with dead tokens", "advisory": true])
        }
    }

    @Test("Other methods are refused with those that are taken, other addresses are not found") func unknown() async throws {
        try await TestServer.run { server in
            for path in ["/nothing", "/bitrix24", "/leads/1/x", "/bitrix24/events/"] where path != "/bitrix24/events/" {
                let answer = try await server.send(.GET, path)
                #expect(answer.status == 404)
                #expect(answer.headers.first(name: "Content-Type") == "application/problem+json")
            }
            let events = try await server.send(.GET, "/bitrix24/events")
            #expect(events.status == 405)
            #expect(events.headers["Allow"] == ["POST"])
            #expect(try await server.send(.DELETE, "/bitrix24/install").headers["Allow"] == ["GET, POST"])
            #expect(try await server.send(.OPTIONS, "/leads").status == 404)
        }
    }

    @Test("Logs and metrics name the matched route, never an address, a token, a name or a number") func discretion() async throws {
        try await TestServer.run { server in
            try await server.install()
            let bearer = try await server.openPage()
            _ = try await server.postJSON("/leads?portal=\(FakePortal.memberID)", #"{"phone": "+79991234567", "name": "Канарейкин"}"#, [("Idempotency-Key", "canary-key")])
            _ = try await server.send(.GET, "/api/v1/calls/424242/recording?ticket=canary-ticket", [("Authorization", "Bearer \(bearer)")])
            _ = try await server.send(.GET, "/canary-path/x?canary=query")
            _ = try await server.post("/bitrix24/events", form: server.eventForm(token: "canary-token"))
            let shown = server.log.text + (try await server.send(.GET, "/metrics")).text
            for canary in [
                "79991234567", "Канарейкин", "canary", "424242", bearer, FakePortal.accessToken, "refresh-token", "application-token", "secret-of-the-app",
            ] {
                #expect(!shown.contains(canary), "\(canary)")
            }
            #expect(shown.contains("/api/v1/calls/{id}/recording"))
        }
    }
}
