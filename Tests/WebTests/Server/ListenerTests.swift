import Bitrix24
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

@Suite struct ListenerTests {
    @Test("A taken extra port is a warning, and the main listener serves on", .timeLimit(.minutes(1))) func takenExtraPort() async throws {
        try await TestServer.run { taken in
            var setup = TestServer.Setup()
            setup.extraPorts = [ExtraPort(port: taken.port, group: .leads)]
            try await TestServer.run(setup) { server in
                let health = try await server.send(.GET, "/healthz")
                #expect(health.status == 200)
                // The listeners start at once; the warning may come after the main one is open.
                while !server.log.text.contains("an extra port cannot be opened") { await Task.yield() }
                let later = try await server.send(.GET, "/healthz")
                #expect(later.status == 200)
            }
        }
    }

    @Test("A taken main port is an error that names the setting") func takenMainPort() async throws {
        try await TestServer.run { server in
            var configuration = WebConfiguration()
            configuration.port = server.port
            configuration.storageDirectory = server.directory
            configuration.templates = TestDesk.templates
            let second = try WebServer(desk: server.desk, configuration: configuration, metrics: PrometheusRegistry(), readiness: { [] }, logger: server.log.logger)
            let main = try #require(second.services().first)
            let error = try await #require(throws: WebError.self) { try await main.run() }
            #expect(error.description == "HTTP_PORT: port \(server.port) of 127.0.0.1 is in use: set HTTP_PORT to a free one")
        }
    }

    @Test("An extra port serves its group and nothing else", .timeLimit(.minutes(1))) func extraPort() async throws {
        let port = try await Self.freePort()
        var setup = TestServer.Setup()
        setup.extraPorts = [ExtraPort(port: port, group: .leads)]
        try await TestServer.run(setup) { server in
            try await server.waitUntilOpen(port)
            #expect(try await server.send(.POST, "/leads", [TestServer.jsonType], body: Array("{}".utf8), port: port).status == 422)
            for path in ["/healthz", "/api/v1/calls", "/bitrix24/install", "/metrics"] {
                #expect(try await server.send(.GET, path, port: port).status == 404)
            }
        }
    }

    @Test("A server without its templates says which one is missing") func missingTemplates() async throws {
        try await TestServer.run { server in
            var configuration = WebConfiguration()
            configuration.templates = server.directory
            let error = #expect(throws: WebError.self) {
                try WebServer(desk: server.desk, configuration: configuration, metrics: PrometheusRegistry(), readiness: { [] }, logger: server.log.logger)
            }
            #expect(error?.description.contains("style.css") == true)
        }
    }

    /// A port that was free a moment ago.
    private static func freePort() async throws -> Int {
        let port = Mutex(0)
        try await TestServer.run { server in port.withLock { $0 = server.port } }
        return port.withLock { $0 }
    }
}

extension TestServer {
    /// Asks until the listener answers; a test's time limit ends it otherwise.
    func waitUntilOpen(_ port: Int) async throws {
        while (try? await send(.GET, "/", port: port)) == nil { await Task.yield() }
    }
}
