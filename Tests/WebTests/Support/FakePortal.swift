import Bitrix24
import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// A portal and its authorisation server in one, just enough of both for the web server's routes.
final class FakePortal: Sendable {
    static let clientID = "local.test"
    static let memberID = "member-of-the-test-portal"
    static let accessToken = "access-token-that-is-good"

    private struct State {
        var scope = ["crm", "telephony", "im", "task", "user", "disk", "placement"]
        var leads: [[String: JSONValue]] = []
        var appInfoCalls = 0
        var isDown = false
        var userID = 1
        var origin = ""
    }
    private let state = Mutex(State())

    var origin: String {
        get { state.withLock { $0.origin } }
        set { state.withLock { $0.origin = newValue } }
    }
    var scope: [String] {
        get { state.withLock { $0.scope } }
        set { state.withLock { $0.scope = newValue } }
    }
    var isDown: Bool {
        get { state.withLock { $0.isDown } }
        set { state.withLock { $0.isDown = newValue } }
    }
    /// Whose token it is; user 1 alone administers the portal.
    var userID: Int {
        get { state.withLock { $0.userID } }
        set { state.withLock { $0.userID = newValue } }
    }
    var leadCount: Int { state.withLock { $0.leads.count } }
    /// Of the leads, oldest first.
    var comments: [String] { state.withLock { $0.leads.map { $0["comments"]?.text ?? "" } } }
    var appInfoCalls: Int { state.withLock { $0.appInfoCalls } }

    /// The REST address, which is the authorisation server's as well.
    var endpoint: String { "\(origin)/rest/" }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("rest/app.info") { request, _ in self.appInfo(request) }
        router.post("rest/:method") { request, context in
            let body = try await request.body.collect(upTo: 1_000_000)
            let parameters = (try? JSONDecoder().decode(JSONValue.self, from: Data(body.readableBytesView))) ?? .null
            return self.answer(context.parameters.get("method") ?? "", parameters)
        }
        return router
    }

    private func appInfo(_ request: Request) -> Response {
        state.withLock { $0.appInfoCalls += 1 }
        guard request.uri.queryParameters["auth"].map(String.init) == Self.accessToken else {
            return Self.json(["error": "expired_token", "error_description": "The access token provided has expired."], status: .unauthorized)
        }
        let scope = JSONValue.string(self.scope.joined(separator: ","))
        return Self.json([
            "result": [
                "client_id": .string(Self.clientID), "scope": scope, "user_id": .string("\(userID)"),
                "install": [
                    "installed": true, "version": "1", "status": "L", "domain": .string(String(origin.dropFirst("http://".count))),
                    "client_endpoint": .string(endpoint), "member_id": .string(Self.memberID),
                ],
            ]
        ])
    }

    private func answer(_ name: String, _ parameters: JSONValue) -> Response {
        guard !isDown else { return Response(status: .serviceUnavailable) }
        switch name.replacing(".json", with: "") {
        case "user.admin": return Self.json(["result": .bool(userID == 1)])
        case "crm.settings.mode.get": return Self.json(["result": 1])
        case "event.get": return Self.json(["result": []])
        case "event.bind": return Self.json(["result": true])
        case "crm.item.add": return Self.json(["result": ["item": .object(add(parameters["fields"]))]])
        case "crm.item.get":
            let id = parameters["id"].int ?? 0
            guard let lead = state.withLock({ $0.leads.indices.contains(id - 1) ? $0.leads[id - 1] : nil }) else {
                return Self.json(["error": "NOT_FOUND", "error_description": "Element not found"], status: .badRequest)
            }
            return Self.json(["result": ["item": .object(lead)]])
        case "crm.item.list": return Self.json(["result": ["items": []]])
        default: return Self.json(["error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"], status: .notFound)
        }
    }

    private func add(_ fields: JSONValue) -> [String: JSONValue] {
        state.withLock { state in
            var lead = fields.members
            lead["id"] = .integer(Int64(state.leads.count + 1))
            lead["stageId"] = "NEW"
            lead["assignedById"] = 1
            state.leads.append(lead)
            return lead
        }
    }

    private static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        let data = (try? JSONEncoder().encode(value)) ?? Data()
        return Response(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
