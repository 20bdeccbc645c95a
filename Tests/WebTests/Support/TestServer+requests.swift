import AsyncHTTPClient
import Bitrix24
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONDecoder().decode(JSONValue.self, from: Data(body))) ?? .null }
}

extension TestServer {
    static let form = ("Content-Type", "application/x-www-form-urlencoded")
    static let jsonType = ("Content-Type", "application/json")

    func send(_ method: HTTPMethod, _ path: String, _ headers: [(String, String)] = [], body: [UInt8]? = nil, port: Int? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port ?? self.port)\(path)")
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 64 * 1024 * 1024)
        let answer = Answer(status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView))
        // An extra port serves one group of routes only.
        if port == nil { try DescribedAnswers.check(method, path, answer) }
        return answer
    }

    func post(_ path: String, form: String) async throws -> Answer {
        try await send(.POST, path, [Self.form], body: Array(form.utf8))
    }

    func postJSON(_ path: String, _ text: String, _ headers: [(String, String)] = []) async throws -> Answer {
        try await send(.POST, path, [Self.jsonType] + headers, body: Array(text.utf8))
    }

    /// The form that the portal opens a page of ours with.
    func pageForm(token: String = FakePortal.accessToken, member: String = FakePortal.memberID, applicationToken: String = "application-token") -> String {
        let server = portal.endpoint.replacing(":", with: "%3A").replacing("/", with: "%2F")
        return "AUTH_ID=\(token)&AUTH_EXPIRES=3600&REFRESH_ID=refresh-token&SERVER_ENDPOINT=\(server)&member_id=\(member)&status=L&PLACEMENT=DEFAULT&PLACEMENT_OPTIONS=&APPLICATION_SCOPE=crm&APPLICATION_TOKEN=\(applicationToken)"
    }

    static let pageQuery = "?DOMAIN=portal.example&PROTOCOL=1&LANG=ru&APP_SID=1"

    /// An event of an installed portal.
    func eventForm(_ name: String = "ONCRMLEADUPDATE", token: String = "application-token", member: String = FakePortal.memberID) -> String {
        "event=\(name)&data%5BFIELDS%5D%5BID%5D=7&ts=1760000000&auth%5Bmember_id%5D=\(member)&auth%5Bapplication_token%5D=\(token)"
    }

    func install() async throws {
        let answer = try await post("/bitrix24/install\(Self.pageQuery)", form: pageForm())
        try #require(answer.status == 200)
    }

    /// The bearer of a freshly opened app page.
    func openPage() async throws -> String {
        let answer = try await post("/bitrix24/app\(Self.pageQuery)", form: pageForm())
        try #require(answer.status == 200)
        return try #require(try Self.setup(in: answer.text)["bearer"].text)
    }

    /// The values a page hands to its script.
    static func setup(in page: String) throws -> JSONValue {
        let match = try #require(page.firstMatch(of: /id="setup">(.*?)<\/script>/))
        return try JSONDecoder().decode(JSONValue.self, from: Data(match.1.utf8))
    }
}
