import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct HostileBodyTests {
    /// One hostile request and what it must be answered with.
    struct Hostile {
        let form: String
        let statuses: Set<Int>
        var type = "application/x-www-form-urlencoded"
    }

    static let kinds = 10

    /// The application token and AUTH_ID come last, so that every cut takes some of them.
    static func make(_ kind: Int, _ server: TestServer, _ random: inout SeededRandom) -> Hostile {
        let event = server.eventForm()
        let page = server.pageForm(token: "forged\(random.next())")
        switch kind {
        case 0: return Hostile(form: String(event.prefix(Int.random(in: 0..<event.count, using: &random))), statuses: [400, 403])
        case 1: return Hostile(form: server.eventForm(token: altered("application-token", &random)), statuses: [403])
        case 2: return Hostile(form: server.eventForm(member: altered(FakePortal.memberID, &random)), statuses: [403])
        case 3: return Hostile(form: event + "&x=" + String(repeating: "x", count: 65_537 + Int.random(in: 0..<4096, using: &random)), statuses: [413])
        case 4: return Hostile(form: event + "&%" + noise(8, &random), statuses: [400, 403, 413], type: "text/plain")
        case 5: return Hostile(form: "event=ONCRMLEADADD" + String(repeating: "[a]", count: 200) + "=1&data" + String(repeating: "[a]", count: 200) + "=1", statuses: [400])
        case 6: return Hostile(form: noise(Int.random(in: 1..<2000, using: &random), &random), statuses: [400, 403])
        case 7: return Hostile(form: page, statuses: [400, 403])
        case 8: return Hostile(form: (0..<3000).map { "k\($0)=1" }.joined(separator: "&"), statuses: [400, 413])
        default:
            let name = ["ONAPPINSTALL", "ONAPPUPDATE"][Int(random.next() % 2)]
            let auth = "&auth[access_token]=\(random.next())&auth[refresh_token]=r&auth[server_endpoint]=\(server.portal.endpoint)"
            return Hostile(form: server.eventForm(name, token: "t\(random.next())") + auth, statuses: [403])
        }
    }

    @Test("Of a thousand hostile bodies none is accepted, and all that are not from the portal get one answer", arguments: [1, UInt64.random(in: 2 ... .max)])
    func thousand(seed: UInt64) async throws {
        try await TestServer.run { server in
            try await server.install()
            var random = SeededRandom(seed: seed)
            var refusals: Set<[UInt8]> = []
            var statuses: [Int: Int] = [:]
            for index in 0..<1000 {
                let hostile = Self.make(index % Self.kinds, server, &random)
                let path = index / Self.kinds % 2 == 0 ? "/bitrix24/events" : "/bitrix24/install\(TestServer.pageQuery)"
                let answer = try await server.send(.POST, path, [("Content-Type", hostile.type)], body: Array(hostile.form.utf8))
                #expect(hostile.statuses.contains(answer.status), "seed \(seed), body \(index): \(answer.status)")
                statuses[answer.status, default: 0] += 1
                if answer.status == 403 { refusals.insert(answer.body) }
            }
            #expect(refusals.count == 1, "seed \(seed)")
            #expect(Set(statuses.keys) == [400, 403, 413], "seed \(seed)")
            let health = try await server.store.health()
            #expect(health.events == 0, "seed \(seed)")
            #expect(try await server.store.portals().map(\.applicationToken) == ["application-token"])
            #expect(try await server.post("/bitrix24/events", form: server.eventForm()).status == 200)
        }
    }

    /// Never empty: an event may leave its portal out, the token then decides alone.
    private static func altered(_ text: String, _ random: inout SeededRandom) -> String {
        var characters = Array(text)
        switch random.next() % 3 {
        case 0: characters[Int.random(in: 0..<characters.count, using: &random)] = "~"
        case 1: characters.removeLast(Int.random(in: 1..<characters.count, using: &random))
        default: characters.append("x")
        }
        return String(characters)
    }

    private static func noise(_ count: Int, _ random: inout SeededRandom) -> String {
        String(decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
    }
}
