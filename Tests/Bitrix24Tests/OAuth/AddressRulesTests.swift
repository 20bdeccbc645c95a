@testable import Bitrix24
import Testing

@Suite("Addresses that may be called")
struct AddressRulesTests {
    private let rules = AddressRules(policy: BitrixPolicy())

    @Test("The vendor's two servers are allowed, with any path", arguments: ["https://oauth.bitrix24.tech/rest/", "https://OAUTH.bitrix.info", "https://oauth.bitrix.info:443/rest/"])
    func allowed(_ endpoint: String) throws {
        #expect(try rules.oauthServer(of: endpoint).text.hasPrefix("https://oauth.bitrix"))
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "http://oauth.bitrix.info/rest/", "https://oauth.bitrix.info.evil.example/rest/", "https://oauth.bitrix.info@evil.example/",
            "https://evil.example/oauth.bitrix.info", "https://oauth.bitrix.info:444/", "https://oauth.bitrix.info./", "//oauth.bitrix.info/",
            "ftp://oauth.bitrix.info/", "https://user:x@oauth.bitrix.info/", "https://127.0.0.1/", "https://[::1]/", "", "oauth.bitrix.info",
            "https://", "https://oauth.bitrix.info%2eevil.example/", "https://oauth\u{2024}bitrix.info/", "javascript:alert(1)",
            "https://oauth.bitrix.info\\@evil.example/", "https://xn--oauth-bitrix.info/",
        ])
    func refused(_ endpoint: String) {
        let error = #expect(throws: BitrixError.self) { try rules.oauthServer(of: endpoint) }
        #expect(error?.code == BitrixErrorCode.addressRefused && error?.execution == .notExecuted)
    }

    @Test("A portal is reached by https at its REST path only")
    func portal() throws {
        #expect(try rules.portalEndpoint("https://p.bitrix24.ru/rest/") == "https://p.bitrix24.ru/rest/")
        #expect(try rules.portalEndpoint("https://p.bitrix24.ru/rest") == "https://p.bitrix24.ru/rest/")
        for bad in [
            "http://p.bitrix24.ru/rest/", "https://p.bitrix24.ru/", "https://p.bitrix24.ru/x?/rest/", "https://p.example/rest/#/rest/",
            "https://localhost/rest/", "https://127.0.0.1/rest/", "https://u@p.example/rest/",
        ] {
            #expect(throws: BitrixError.self) { try rules.portalEndpoint(bad) }
        }
    }

    @Test("Plain http opens loopback and nothing else")
    func plain() throws {
        let open = AddressRules(policy: BitrixPolicy(oauthHosts: ["http://127.0.0.1:9000", "http://10.0.0.1"], allowsPlainHTTP: true))
        #expect(try open.oauthServer(of: "http://127.0.0.1:9000/rest/").port == 9_000)
        #expect(try open.portalEndpoint("http://localhost:8080/rest/") == "http://localhost:8080/rest/")
        #expect(throws: BitrixError.self) { try open.oauthServer(of: "http://10.0.0.1/rest/") }
        #expect(throws: BitrixError.self) { try open.portalEndpoint("http://10.0.0.1/rest/") }
        #expect(throws: BitrixError.self) { try open.oauthServer(of: "http://127.0.0.1:9001/rest/") }
    }
}
