import Testing

@testable import Web

@Suite struct AccessRuleTests {
    struct Row: Sendable {
        var peer = true
        var host: String? = "localhost:8005"
        var bearer: String?
        var fields: Set<String> = ["user-agent", "content-type"]
        var origin: String?
        var site: String?
        let expected: AccessRule.Verdict
    }

    @Test(
        "Without a token only this machine is served, directly and by a loopback name",
        arguments: [
            Row(expected: .admitted), Row(host: "127.0.0.1", expected: .admitted), Row(host: "127.8.9.10:80", expected: .admitted),
            Row(host: "[::1]:8080", expected: .admitted), Row(host: "LOCALHOST", expected: .admitted), Row(peer: false, expected: .forbidden),
            Row(host: nil, expected: .forbidden), Row(host: "", expected: .forbidden), Row(host: "desk.example", expected: .forbidden),
            Row(host: "localhost.evil.example", expected: .forbidden), Row(host: "127.0.0.1.evil.example", expected: .forbidden),
            Row(host: "127.0.0.1@evil.example", expected: .forbidden), Row(host: "127.0.0.256", expected: .forbidden), Row(host: "localhost:", expected: .forbidden),
            Row(host: "localhost:80:80", expected: .forbidden), Row(host: "[::1", expected: .forbidden), Row(host: "0.0.0.0", expected: .forbidden),
            Row(host: "192.168.1.1", expected: .forbidden), Row(fields: ["forwarded"], expected: .forbidden),
            Row(fields: ["x-forwarded-for"], expected: .forbidden), Row(fields: ["x-forwarded-host"], expected: .forbidden),
            Row(fields: ["x-forwarded-proto"], expected: .forbidden), Row(fields: ["x-real-ip"], expected: .forbidden), Row(fields: ["via"], expected: .forbidden),
            Row(bearer: "anything", expected: .unauthorized), Row(origin: "http://localhost:3000", expected: .admitted),
            Row(origin: "https://evil.example", expected: .forbidden), Row(origin: "null", expected: .forbidden), Row(site: "cross-site", expected: .forbidden),
            Row(site: "same-origin", expected: .admitted),
        ])
    func withoutToken(row: Row) {
        for token in [nil, ""] { #expect(AccessRule(token: token).verdict(row.visit) == row.expected) }
    }

    @Test(
        "With a token its holder is served from everywhere, and nobody else",
        arguments: [
            Row(peer: false, host: "desk.example", bearer: "right", fields: ["x-forwarded-for"], expected: .admitted), Row(bearer: "right", expected: .admitted),
            Row(expected: .unauthorized), Row(bearer: "", expected: .unauthorized), Row(bearer: "righ", expected: .unauthorized),
            Row(bearer: "right ", expected: .unauthorized), Row(bearer: "Right", expected: .unauthorized),
        ])
    func withToken(row: Row) {
        #expect(AccessRule(token: "right").verdict(row.visit) == row.expected)
    }

    @Test(
        "A bearer is read from its field, and what is none counts as a wrong one",
        arguments: [
            ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER  abc", "abc"), ("Basic abc", ""), ("Bearer", ""), ("abc", ""), ("", ""),
            ("Bearer " + String(repeating: "x", count: 2000), ""),
        ])
    func bearer(value: String, expected: String) {
        #expect(Bearer.token(value) == expected)
    }

    @Test(
        "Loopback addresses are those of this machine only",
        arguments: [
            ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("10.0.0.1", false), ("::ffff:10.0.0.1", false), ("::2", false),
            ("128.0.0.1", false), ("0.0.0.0", false), ("", false),
        ])
    func addresses(address: String, expected: Bool) {
        #expect(LoopbackName.isLoopbackAddress(address) == expected)
    }
}

extension AccessRuleTests.Row {
    var visit: AccessRule.Visit {
        AccessRule.Visit(peerIsLoopback: peer, host: host, bearer: bearer, fieldNames: fields, origin: origin, fetchSite: site)
    }
}
