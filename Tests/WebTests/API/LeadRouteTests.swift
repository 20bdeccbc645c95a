import Bitrix24
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct LeadRouteTests {
    static let lead = #"{"title": "Новый лид", "name": "Иван", "phone": "+79991234567"}"#

    @Test("A lead is created once, and the same request again answers the same lead") func create() async throws {
        try await TestServer.run { server in
            try await server.install()
            let first = try await server.postJSON("/leads", Self.lead)
            #expect(first.status == 201)
            #expect(first.json["id"] == .integer(1))
            #expect(first.json["title"].text == "Новый лид")
            #expect(first.json["phone"].text == "+79991234567")
            #expect(first.json["portal"].text == FakePortal.memberID)
            #expect(first.json["url"].text == "\(server.portal.origin)/crm/lead/details/1/")
            #expect(first.headers.first(name: "Location") == "/leads/1")
            let second = try await server.postJSON("/leads", #"{"phone":"8 (999) 123-45-67","name":"Иван","title":"Новый лид","unknown":[1]}"#)
            #expect(second.status == 200)
            #expect(second.headers.first(name: "Idempotent-Replayed") == "true")
            #expect(second.body == first.body)
            #expect(server.portal.leadCount == 1)
            #expect(try await server.send(.GET, "/leads/1").json == first.json)
        }
    }

    @Test("Without a key the same request is a new one after a minute, with a key after a day") func windows() async throws {
        try await TestServer.run { server in
            try await server.install()
            let key = [("Idempotency-Key", "order-1")]
            #expect(try await server.postJSON("/leads", Self.lead).status == 201)
            #expect(try await server.postJSON("/leads", Self.lead, key).status == 201)
            server.clock.advance(by: 61)
            #expect(try await server.postJSON("/leads", Self.lead).status == 201)
            #expect(try await server.postJSON("/leads", Self.lead, key).status == 200)
            #expect(server.portal.leadCount == 3)
        }
    }

    @Test("Many identical requests at once make one lead") func concurrent() async throws {
        try await TestServer.run { server in
            try await server.install()
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<16 { group.addTask { try await server.postJSON("/leads", Self.lead) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 201 }.count == 1)
            #expect(answers.filter { $0.status == 200 }.count == 15)
            #expect(server.portal.leadCount == 1)
        }
    }

    @Test("A key cannot be used with another body") func keyReused() async throws {
        try await TestServer.run { server in
            try await server.install()
            let key = [("Idempotency-Key", "order-1")]
            #expect(try await server.postJSON("/leads", Self.lead, key).status == 201)
            let other = try await server.postJSON("/leads", #"{"phone": "+79990000000"}"#, key)
            #expect(other.status == 422)
            #expect(other.json["field"].text == "Idempotency-Key")
            #expect(server.portal.leadCount == 1)
        }
    }

    @Test(
        "What cannot be taken is refused by the name of its field",
        arguments: [
            (#"{"phone": "abc"}"#, 422, "phone"), (#"{"title": "x"}"#, 422, "phone"), (#"{"phone": 79991234567}"#, 422, "phone"), (#"{"phone": null}"#, 422, "phone"),
            (#"{"phone": "+79991234567", "name": {}}"#, 422, "name"), (#"{"phone": "+79991234567", "email": "nobody"}"#, 422, "email"), ("{", 400, nil),
            (#"{"phone": "+79991234567", "name": "Ив\u0000ан"}"#, 422, "name"), (#"{"phone": "+79991234567", "title": "\u001b[31mx"}"#, 422, "title"),
            (#"{"phone": "+79991234567", "comment": "\u0007"}"#, 422, "comment"), (#"{"phone": "+7999\u0000123-45-67"}"#, 422, "phone"),
            (#"{"phone": "+79991234567", "email": "a@b\u0085c"}"#, 422, "email"), (#"{"phone": "+79991234567 доб. двенадцать"}"#, 422, "phone"),
            ("", 400, nil), ("[]", 400, nil), ("\"x\"", 400, nil), ("null", 400, nil),
        ] as [(String, Int, String?)])
    func invalid(body: String, status: Int, field: String?) async throws {
        try await TestServer.run { server in
            try await server.install()
            let answer = try await server.postJSON("/leads", body)
            #expect(answer.status == status)
            #expect(answer.headers.first(name: "Content-Type") == "application/problem+json")
            #expect(answer.json["status"] == .integer(Int64(status)))
            #expect(answer.json["field"].text == field)
            #expect(answer.json["detail"].text != nil)
            #expect(server.portal.leadCount == 0)
        }
    }

    @Test("An extension behind the number is kept in the lead's comments, below what was said") func phoneExtension() async throws {
        try await TestServer.run { server in
            try await server.install()
            let answer = try await server.postJSON("/leads", #"{"phone": "+7 999 123-45-67 доб. 12", "comment": "строка 1\nстрока 2"}"#)
            #expect(answer.status == 201)
            #expect(answer.json["phone"].text == "+79991234567")
            #expect(server.portal.comments == ["строка 1\nстрока 2\nДобавочный номер: 12"])
            #expect(try await server.postJSON("/leads", #"{"phone": "+79991234567", "comment": "строка 1\nстрока 2"}"#).status == 201)
        }
    }

    @Test("Bodies that are no JSON, too large or under a key that is too long are refused") func refused() async throws {
        try await TestServer.run { server in
            try await server.install()
            let body = Array(Self.lead.utf8)
            #expect(try await server.send(.POST, "/leads", [], body: body).status == 415)
            #expect(try await server.send(.POST, "/leads", [("Content-Type", "text/plain")], body: body).status == 415)
            #expect(try await server.send(.POST, "/leads", [("Content-Type", "application/json; charset=utf-8")], body: body).status == 201)
            #expect(try await server.postJSON("/leads", #"{"comment":""# + String(repeating: "x", count: 70_000) + #""}"#).status == 413)
            let long = try await server.postJSON("/leads", Self.lead, [("Idempotency-Key", String(repeating: "k", count: 256))])
            #expect(long.status == 422)
            #expect(long.json["field"].text == "Idempotency-Key")
            #expect(try await server.postJSON("/leads", Self.lead, [("Idempotency-Key", String(repeating: "k", count: 255))]).status == 201)
        }
    }

    @Test("Without a portal a lead cannot be made, and the answer says what to do") func noPortal() async throws {
        try await TestServer.run { server in
            let answer = try await server.postJSON("/leads", Self.lead)
            #expect(answer.status == 503)
            #expect(answer.headers.first(name: "Retry-After") != nil)
            #expect(answer.json["detail"].text?.contains("open the app in Bitrix24") == true)
        }
    }

    @Test("With several portals one must be named") func severalPortals() async throws {
        try await TestServer.run { server in
            try await server.install()
            let first = try #require(try await server.store.portals().first)
            var second = first
            second.id = 0
            second.memberID = "second"
            _ = try await server.store.savePortal(second)
            let unnamed = try await server.postJSON("/leads", Self.lead)
            #expect(unnamed.status == 422)
            #expect(unnamed.json["field"].text == "portal")
            #expect(try await server.send(.GET, "/api/v1/calls").json["field"].text == "portal")
            let named = try await server.postJSON("/leads?portal=\(FakePortal.memberID)", Self.lead)
            #expect(named.status == 201)
            #expect(named.json["portal"].text == FakePortal.memberID)
        }
    }

    @Test("A lead that is not there is not found", arguments: ["/leads/99", "/leads/0", "/leads/-1", "/leads/abc"])
    func notFound(path: String) async throws {
        try await TestServer.run { server in
            try await server.install()
            #expect(try await server.send(.GET, path).status == 404)
        }
    }
}
