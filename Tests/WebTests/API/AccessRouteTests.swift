import Bitrix24
import Foundation
import HTTPTypes
import NIOHTTP1
import Testing

@testable import Web

@Suite struct AccessRouteTests {
    @Test("Every route of the integration is closed to whoever has no right to it, and one body says so") func closed() async throws {
        for token in [nil, "the-token"] {
            var setup = TestServer.Setup()
            setup.apiToken = token
            try await TestServer.run(setup) { server in
                let page = PageBearer.none
                var bodies: Set<[UInt8]> = []
                for route in try server.routes() where route.access != .everybody && route.access != .portal {
                    for headers in page.visits {
                        let path = route.path.replacing("{id}", with: "1")
                        let answer = try await server.send(HTTPMethod(rawValue: route.method.rawValue), path, headers)
                        #expect([401, 403].contains(answer.status), "\(route.method) \(route.path)")
                        bodies.insert(Array(answer.text.replacing("401", with: "").replacing("403", with: "").replacing("Unauthorized", with: "").replacing("Forbidden", with: "").utf8))
                    }
                }
                #expect(bodies.count == 1)
            }
        }
    }

    /// Requests that nobody may be served by.
    private struct PageBearer {
        static let none = PageBearer()
        var visits: [[(String, String)]] {
            [
                [("Authorization", "Bearer wrong")], [("Authorization", "Basic wrong")], [("Authorization", "Bearer ")],
                [("X-Forwarded-For", "127.0.0.1"), ("Authorization", "Bearer wrong")],
            ]
        }
    }

    @Test("Without a token a request that was passed on, or for another host, is refused") func forwarded() async throws {
        try await TestServer.run { (server) async throws in
            for headers in [[("X-Forwarded-For", "203.0.113.9")], [("Forwarded", "for=203.0.113.9")], [("Host", "desk.example")], [("Origin", "https://evil.example")]] {
                #expect(try await server.send(.GET, "/api/v1/calls", headers).status == 403)
            }
            #expect(try await server.send(.GET, "/api/v1/calls").status == 200)
        }
    }

    @Test("With a token its holder is served from anywhere") func token() async throws {
        var setup = TestServer.Setup()
        setup.apiToken = "the-token"
        try await TestServer.run(setup) { server in
            let holder = [("Authorization", "Bearer the-token"), ("X-Forwarded-For", "203.0.113.9"), ("Host", "desk.example")]
            #expect(try await server.send(.GET, "/api/v1/calls", holder).status == 200)
            let stranger = try await server.send(.GET, "/api/v1/calls")
            #expect(stranger.status == 401)
            #expect(stranger.headers.first(name: "WWW-Authenticate") == "Bearer")
        }
    }

    @Test("A page's bearer opens neither leads nor recognition") func pageBearer() async throws {
        try await TestServer.run { server in
            try await server.install()
            let bearer = ("Authorization", "Bearer \(try await server.openPage())")
            #expect(try await server.postJSON("/leads", LeadRouteTests.lead, [bearer]).status == 401)
            #expect(try await server.send(.POST, "/asr", [bearer]).status == 401)
            #expect(try await server.send(.GET, "/leads/1", [bearer]).status == 401)
        }
    }
}

extension TestServer {
    /// The route table of a server like this one.
    func routes() throws -> [Route] {
        var configuration = WebConfiguration()
        configuration.storageDirectory = directory
        configuration.templates = TestDesk.templates
        let tools = try WebTools(desk: desk, configuration: configuration, logger: log.logger)
        return RouteTable.all(tools: tools, metrics: metrics, readiness: { [] })
    }
}
