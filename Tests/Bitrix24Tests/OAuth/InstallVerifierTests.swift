import Bitrix24
import Foundation
import Hummingbird
import Testing

@Suite("Verifying an installation")
struct InstallVerifierTests {
    private static func nested(_ portal: String) -> JSONValue {
        [
            "result": [
                "client_id": "local.1.2", "scope": "crm,telephony", "expires": "2027-01-15T08:00:00+00:00", "user_id": "7",
                "install": [
                    "installed": true, "version": 1, "status": "L", "scope": "crm", "domain": "p.example", "uri": "https://p.example",
                    "client_endpoint": .string(portal), "member_id": "member-1", "member_type": "cloud",
                ],
            ]
        ]
    }

    private static func flat(_ portal: String) -> JSONValue {
        [
            "CLIENT_ID": "local.1.2", "SCOPE": ["crm", "telephony"], "EXPIRES": 1_800_000_000, "USER_ID": 7, "INSTALLED": "Y", "STATUS": "L",
            "DOMAIN": "p.example", "CLIENT_ENDPOINT": .string(portal), "MEMBER_ID": "member-1",
        ]
    }

    @Test("Both shapes of the answer are understood", arguments: [true, false])
    func shapes(isNested: Bool) async throws {
        try await TestPortal.run { request in
            let portal = "http://127.0.0.1:8080/rest/"
            return .json(isNested ? Self.nested(portal) : Self.flat(portal))
        } test: { portal async throws in
            let verifier = InstallVerifier(http: portal.http, policy: portal.policy)
            let install = try await verifier.verify(accessToken: Secret("a+b&c"), serverEndpoint: portal.endpoint)
            #expect(install.clientID == "local.1.2" && install.memberID == "member-1" && install.domain == "p.example")
            #expect(install.clientEndpoint == "http://127.0.0.1:8080/rest/" && install.serverEndpoint == portal.endpoint)
            #expect(install.userID == 7 && install.scope == ["crm", "telephony"] && install.installed && install.status == "L")
            #expect(install.expiresAt == Date(timeIntervalSince1970: 1_800_000_000))
            #expect(portal.requests.map(\.path) == ["/rest/app.info"])
            #expect(portal.requests.first?.query == "auth=a%2Bb%26c")
        }
    }

    @Test("A server that is not on the list is refused before any request", arguments: ["https://evil.example/rest/", "http://127.0.0.1:1/rest/", "", "x"])
    func unlisted(_ endpoint: String) async throws {
        try await TestPortal.run { _ in
            .json(Self.nested("http://127.0.0.1:8080/rest/"))
        } test: { portal async throws in
            let verifier = InstallVerifier(http: portal.http, policy: portal.policy)
            let error = await #expect(throws: BitrixError.self) {
                try await verifier.verify(accessToken: Secret("a"), serverEndpoint: endpoint)
            }
            #expect(error?.code == BitrixErrorCode.addressRefused)
            #expect(portal.requests.isEmpty)
        }
    }

    @Test("Plain http is refused before any request when the policy does not allow it")
    func plain() async throws {
        try await TestPortal.run { _ in
            .json(Self.nested("http://127.0.0.1:8080/rest/"))
        } test: { portal async throws in
            let strict = BitrixPolicy(oauthHosts: [portal.origin], allowsPlainHTTP: false)
            await #expect(throws: BitrixError.self) {
                try await InstallVerifier(http: portal.http, policy: strict).verify(accessToken: Secret("a"), serverEndpoint: portal.endpoint)
            }
            #expect(portal.requests.isEmpty)
        }
    }

    @Test("A redirect is not followed")
    func redirect() async throws {
        try await TestPortal.run { request in
            if request.path == "/rest/app.info" { return Response(status: .found, headers: [.location: "/elsewhere"]) }
            return .json(Self.nested("http://127.0.0.1:8080/rest/"))
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) {
                try await InstallVerifier(http: portal.http, policy: portal.policy).verify(accessToken: Secret("a"), serverEndpoint: portal.endpoint)
            }
            #expect(error?.code == BitrixErrorCode.portalMoved)
            #expect(portal.requests.count == 1)
        }
    }

    @Test("A token that the server does not know verifies nothing, whatever the status", arguments: [HTTPResponse.Status.ok, .unauthorized])
    func refused(status: HTTPResponse.Status) async throws {
        try await TestPortal.run { _ in
            .error("invalid_token", status)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) {
                try await InstallVerifier(http: portal.http, policy: portal.policy).verify(accessToken: Secret("a"), serverEndpoint: nil)
            }
            #expect(error?.has("INVALID_TOKEN") == true)
        }
    }

    @Test("An answer that names no portal, or one that may not be called, verifies nothing", arguments: ["https://evil.example/", "http://10.0.0.1/rest/", "ftp://p/rest/"])
    func badPortal(_ endpoint: String) async throws {
        try await TestPortal.run { request in
            request.query == "auth=none" ? .json(["result": ["client_id": "local.1.2"]]) : .json(Self.nested(endpoint))
        } test: { portal async throws in
            let verifier = InstallVerifier(http: portal.http, policy: portal.policy)
            await #expect(throws: BitrixError.self) { try await verifier.verify(accessToken: Secret("a"), serverEndpoint: portal.endpoint) }
            await #expect(throws: BitrixError.self) { try await verifier.verify(accessToken: Secret("none"), serverEndpoint: portal.endpoint) }
            #expect(portal.requests.count == 2)
        }
    }

    @Test("A page instead of JSON verifies nothing")
    func page() async throws {
        try await TestPortal.run { _ in
            .page(.ok)
        } test: { portal async throws in
            let error = await #expect(throws: BitrixError.self) {
                try await InstallVerifier(http: portal.http, policy: portal.policy).verify(accessToken: Secret("a"), serverEndpoint: portal.endpoint)
            }
            #expect(error?.code == BitrixErrorCode.unreadableAnswer)
        }
    }
}
