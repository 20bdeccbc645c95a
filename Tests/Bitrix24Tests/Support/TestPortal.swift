import AsyncHTTPClient
import Bitrix24
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A server on a loopback port that answers as the test says and remembers what it was asked.
final class TestPortal: Sendable {
    struct Request: Sendable {
        var path: String
        var query: String
        var headers: HTTPFields
        var body: JSONValue

        var token: String { body["auth"].text ?? "" }
    }

    typealias Responder = @Sendable (Request) async throws -> Response

    private let seen = Mutex<[Request]>([])
    let port: Int
    let http: HTTPClient

    init(port: Int, http: HTTPClient) {
        self.port = port
        self.http = http
    }

    var origin: String { "http://127.0.0.1:\(port)" }
    var endpoint: String { "\(origin)/rest/" }
    var requests: [Request] { seen.withLock { $0 } }

    func requests(to path: String) -> [Request] { requests.filter { $0.path == path } }

    /// Runs a portal for the length of a test.
    static func run(_ respond: @escaping Responder, test: @Sendable (TestPortal) async throws -> Void) async throws {
        var logger = Logger(label: "test-portal")
        logger.logLevel = .critical
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let known = Mutex<TestPortal?>(nil)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let body = try await request.body.collect(upTo: 1 << 22)
            let asked = Request(
                path: request.uri.path, query: request.uri.query ?? "", headers: request.headers,
                body: JSONValue(json: body.readableBytesView) ?? .null)
            known.withLock { $0 }?.seen.withLock { $0.append(asked) }
            return try await respond(asked)
        }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        var configuration = HTTPClient.Configuration.bitrix24
        // A thousand callers share few connections here; how long they queue is not what these tests are about.
        configuration.timeout.connect = .seconds(120)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let served = Task { try? await application.run() }
        var iterator = ports.makeAsyncIterator()
        let portal = TestPortal(port: await iterator.next() ?? 0, http: http)
        known.withLock { $0 = portal }
        let outcome: Result<Void, any Error>
        do {
            try await test(portal)
            outcome = .success(())
        } catch { outcome = .failure(error) }
        try await http.shutdown()
        served.cancel()
        await served.value
        try outcome.get()
    }

    var policy: BitrixPolicy { BitrixPolicy(oauthHosts: [origin], allowsPlainHTTP: true) }

    func pair(access: String = "access-1", refresh: String = "refresh-1", endpoint: String? = nil, lifetime: Double = 3_600) -> TokenPair {
        TokenPair(
            accessToken: Secret(access), refreshToken: Secret(refresh), expiresAt: TestClock.start.addingTimeInterval(lifetime),
            clientEndpoint: endpoint ?? self.endpoint, serverEndpoint: self.endpoint, userID: 1, scope: ["crm"])
    }

    func client(
        store: TestTokenStore? = nil, clock: TestClock = TestClock(), budget: RequestBudget? = nil, policy: BitrixPolicy? = nil
    ) -> BitrixClient {
        BitrixClient(
            key: Self.key, app: AppCredentials(clientID: Self.key.clientID, clientSecret: Secret("client-secret")),
            tokens: store ?? TestTokenStore(pair()),
            budget: budget ?? RequestBudget(drainPerSecond: 1_000_000, burst: 1_000_000, environment: clock.environment),
            policy: policy ?? self.policy, http: http, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            environment: clock.environment)
    }

    static let key = PortalKey(memberID: "member-1", clientID: "local.1.2")
}

extension Response {
    /// An answer in JSON.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: value.json)))
    }

    /// A page, as proxies send it.
    static func page(_ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html"], body: .init(byteBuffer: ByteBuffer(string: "<html>busy</html>")))
    }

    /// An error of REST 2.
    static func error(_ code: String, _ status: HTTPResponse.Status, _ words: String = "") -> Response {
        json(["error": .string(code), "error_description": .string(words)], status: status)
    }

    /// New tokens, as the authorisation server gives them.
    static func tokens(_ generation: Int, for portal: String, member: String = TestPortal.key.memberID) -> Response {
        json([
            "access_token": "access-\(generation)", "refresh_token": "refresh-\(generation)", "expires_in": 3_600, "expires": 1_800_003_600,
            "client_endpoint": .string(portal), "server_endpoint": "https://elsewhere.example/rest/", "member_id": .string(member),
            "scope": "crm,telephony", "status": "L", "user_id": 1,
        ])
    }

    /// An answer that ends before its announced length: the connection is cut.
    static var cut: Response {
        struct Cut: Error {}
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: "1000"],
            body: .init(contentLength: 1_000) { writer in
                try await writer.write(ByteBuffer(string: "{\"result\":"))
                throw Cut()
            })
    }
}
