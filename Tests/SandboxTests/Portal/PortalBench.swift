import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import Synchronization

/// A moment that tests move by hand.
final class HandClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_773_306_964))

    var now: Date { moment.withLock { $0 } }

    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

/// An application that remembers what is posted to it.
actor ListeningApplication {
    private(set) var posts: [HTTPAsk] = []
    private var page: String
    private var headers: [String: String] = [:]
    private var port: Int?
    private var waiters: [CheckedContinuation<Int, Never>] = []

    init(page: String) { self.page = page }

    func answer(_ ask: HTTPAsk) -> HTTPAnswer {
        posts.append(ask)
        return HTTPAnswer(
            status: 200, headers: headers.merging(["content-type": "text/html; charset=utf-8"]) { own, _ in own }, body: Array(page.utf8))
    }

    func serve(page: String, headers: [String: String] = [:]) {
        self.page = page
        self.headers = headers
    }

    func listens(on port: Int) {
        self.port = port
        for waiter in waiters { waiter.resume(returning: port) }
        waiters = []
    }

    var address: String {
        get async {
            if let port { return "http://127.0.0.1:\(port)" }
            return "http://127.0.0.1:\(await withCheckedContinuation { waiters.append($0) })"
        }
    }

    /// Forms posted to the events address, decoded, oldest first.
    var events: [JSON] {
        posts.filter { $0.path == "/events" }.map { .object(FormCoding.decode(String(decoding: $0.body, as: UTF8.self))) }
    }
}

/// A running portal, an application it can reach, and calls to its REST as an installed application makes them.
struct PortalBench {
    let portal: SandboxPortal
    let application: ListeningApplication
    let addresses: PortalAddresses
    let applicationAddress: String
    let clock: HandClock
    /// A token pair of the administrator, taken from the installation post.
    let token: String
    let refreshToken: String

    static let page = "<html><script>BX24.init(function(){ BX24.installFinish(); });</script></html>"

    static var configuration: SandboxPortalConfiguration {
        var configuration = SandboxPortalConfiguration(random: { 7 })
        configuration.bucketBurst = 10_000
        return configuration
    }

    /// Runs `body` against a portal with the application installed and every event in `events` bound.
    static func run(
        configured change: ((inout SandboxPortalConfiguration) -> Void)? = nil, events: [String] = [], page: String = page,
        _ body: (PortalBench) async throws -> Void
    ) async throws {
        let clock = HandClock()
        var configuration = configuration
        configuration.now = { clock.now }
        change?(&configuration)
        let portal = SandboxPortal(configuration: configuration)
        let application = ListeningApplication(page: page)
        let listener = LoopbackServer(port: 0) { port in
            await application.listens(on: port)
        } answer: { ask in
            await application.answer(ask)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await portal.run() }
            group.addTask { try? await listener.run() }
            let address = await application.address
            let addresses = await portal.addresses
            _ = await portal.installApp(installURL: "\(address)/install", handlerURL: "\(address)/app")
            let form = FormCoding.decode(String(decoding: await application.posts.first?.body ?? [], as: UTF8.self))
            let bench = PortalBench(
                portal: portal, application: application, addresses: addresses, applicationAddress: address, clock: clock,
                token: form["AUTH_ID"]?.text ?? "", refreshToken: form["REFRESH_ID"]?.text ?? "")
            for event in events { _ = try await bench.result("event.bind", ["event": .string(event), "handler": .string("\(address)/events")]) }
            try await body(bench)
            group.cancelAll()
        }
    }

    struct Answer {
        let status: Int
        let headers: HTTPHeaders
        let body: JSON
        let bytes: [UInt8]

        func header(_ name: String) -> String? { headers.first(name: name) }
    }

    /// A REST 2 call with a JSON body.
    func call(_ method: String, _ parameters: JSONObject = [:], token: String? = nil) async throws -> Answer {
        var body = parameters
        body["auth"] = .string(token ?? self.token)
        return try await post("\(addresses.portal)/rest/\(method)", .object(body))
    }

    /// The `result` of a REST 2 call, whatever it is.
    func result(_ method: String, _ parameters: JSONObject = [:]) async throws -> JSON {
        try await call(method, parameters).body["result"]
    }

    func callThree(_ method: String, _ parameters: JSONObject, key: String? = nil) async throws -> Answer {
        var body = parameters
        body["auth"] = .string(token)
        return try await post("\(addresses.portal)/rest/api/\(method)", .object(body), headers: key.map { ["idempotency-key": $0] } ?? [:])
    }

    func post(_ url: String, _ body: JSON, headers: [String: String] = [:]) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(body.encoded())
        return try await send(request)
    }

    func get(_ url: String, headers: [String: String] = ["user-agent": "bench/1"]) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let bytes = Array(buffer: try await response.body.collect(upTo: 10_000_000))
        return Answer(
            status: Int(response.status.code), headers: response.headers, body: (try? JSONParser.parse(bytes)) ?? .null, bytes: bytes)
    }

    /// A lead with a phone, made as an application makes it.
    func addLead(phone: String, _ fields: JSONObject = [:]) async throws -> Int {
        var fields = fields
        fields["fm"] = [["typeId": "PHONE", "valueType": "WORK", "value": .string(phone)]]
        return try await result("crm.item.add", ["entityTypeId": 1, "fields": .object(fields)])["item"]["id"].int ?? 0
    }
}
