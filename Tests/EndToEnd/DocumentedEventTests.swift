import Crypto
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Every event that the official pages show, sent by a portal of its own.
@Suite("Documented events")
struct DocumentedEventTests {
    private static let lifeCycle: Set<String> = ["ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL"]

    @Test("Every documented event is answered 200, and its job is done or ignored")
    func everyEvent() async throws {
        let rows = try DocumentedEvent.all()
        #expect(rows.count >= 180)
        let special = rows.filter { Self.lifeCycle.contains($0.name.uppercased()) }
        #expect(Set(special.map { $0.name.uppercased() }) == Self.lifeCycle)
        // One portal for what portals send all day, a fresh one for each event of the app's own life, and one that installs without pages.
        try await World.run(SandboxPortalConfiguration.several(special.count + 2), isInstalled: false) { world in
            for portal in world.portals.dropLast() { try await world.install(portal) }
            let daily = world.portals[0]
            for row in rows where !Self.lifeCycle.contains(row.name.uppercased()) { try await Self.send(row, daily, world) }
            for (row, portal) in zip(special, world.portals.dropFirst()) {
                if row.name.uppercased() == "ONAPPINSTALL" { try await Self.send(row, portal, world, path: "/bitrix24/install") }
                try await Self.send(row, portal, world)
            }
            let headless = world.portals[world.portals.count - 1]
            #expect(await headless.installHeadless(installURL: "\(world.url)/bitrix24/install") == 200)
            let portals = try await world.store.portals()
            #expect(portals.count == world.portals.count)
            let jobs = try await Self.settled(world)
            #expect(jobs.count >= rows.count)
        }
    }

    @Test("An app without pages may be installed at the address of events too")
    func headless() async throws {
        try await World.run(isInstalled: false) { world in
            #expect(await world.portal.installHeadless(installURL: "\(world.url)/bitrix24/events") == 200)
            let portals = try await world.store.portals()
            #expect(portals.map(\.status) == [.active])
            let jobs = try await Self.settled(world)
            #expect(jobs.map(\.kind) == ["event"])
        }
    }

    private static func send(_ row: DocumentedEvent, _ portal: SandboxPortal, _ world: World, path: String = "/bitrix24/events") async throws {
        let form = FormCoding.encode(row.request(member: try await world.memberID(of: portal), token: await portal.snapshot.applicationToken))
        #expect(await portal.sendRaw(form, to: world.url + path) == 200, "\(row.name)")
        let key = Data(SHA256.hash(data: Data(form.utf8))).base64EncodedString()
        let job = try await Patience(limit: 60).until("end of the job of \(row.name)") { () async throws -> JobBook.Entry? in
            try await Self.events(world).first { $0.key == key && $0.finishedAt != nil }
        }
        #expect(["done", "ignored"].contains(job.state), "\(row.name): \(job.state) \(job.reason ?? "")")
    }

    /// All event jobs once none is open.
    private static func settled(_ world: World) async throws -> [JobBook.Entry] {
        try await Patience(limit: 60).until("end of the event jobs") { () async throws -> [JobBook.Entry]? in
            let all = try await Self.events(world)
            return !all.isEmpty && all.allSatisfy { ["done", "ignored"].contains($0.state) } ? all : nil
        }
    }

    /// As `voice-agent jobs list` shows them.
    private static func events(_ world: World) async throws -> [JobBook.Entry] {
        try await JobBook(store: world.store).list(state: nil, limit: JobBook.listMax).filter { $0.kind == "event" }
    }
}

/// One row of the table of documented events: names and fields, kept beside the tests of the decoder.
struct DocumentedEvent: Decodable, Sendable {
    let name: String
    let fields: [String]
    let dataShape: String
    let hasTS: Bool
    let hasAccess: Bool
    let hasHandlerID: Bool

    static func all() throws -> [DocumentedEvent] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try JSONDecoder().decode([DocumentedEvent].self, from: Data(contentsOf: tests.appending(path: "Bitrix24Tests/Events/events.json")))
    }

    /// The request, with the portal's own id and token in it, whether or not the page shows them.
    func request(member: String, token: String) -> JSONObject {
        var request: JSONObject = ["event": .string(name)]
        if hasHandlerID { request["event_handler_id"] = "7" }
        switch dataShape {
        case "int": request["data"] = "7"
        case "null": request["data"] = ""
        default: if let data = Self.data(fields) { request["data"] = data }
        }
        if hasTS { request["ts"] = "1800000000" }
        var auth: JSONObject = ["domain": "portal.example", "member_id": .string(member), "application_token": .string(token)]
        if hasAccess {
            // A stranger's tokens: they must not be taken over.
            for (key, value) in ["access_token": "foreign-access", "refresh_token": "foreign-refresh", "expires_in": "3600", "scope": "crm", "user_id": "1"] {
                auth[key] = .string(value)
            }
        }
        request["auth"] = .object(auth)
        return request
    }

    private static func data(_ fields: [String]) -> JSON? {
        guard !fields.isEmpty else { return nil }
        var root = JSONObject()
        for (index, field) in fields.enumerated() { insert(value(of: field, index), at: field.split(separator: ".").map(String.init)[...], in: &root) }
        return .object(root)
    }

    private static func insert(_ value: JSON, at path: ArraySlice<String>, in object: inout JSONObject) {
        guard let key = path.first else { return }
        guard path.count > 1 else { return object[key] = value }
        var child = object[key]?.members ?? JSONObject()
        insert(value, at: path.dropFirst(), in: &child)
        object[key] = .object(child)
    }

    /// Something of the kind the field holds.
    private static func value(of field: String, _ index: Int) -> JSON {
        let name = field.split(separator: ".").last.map { $0.uppercased() } ?? ""
        switch name {
        case "CALL_ID": return "0123456789ABCDEF.1700000000.7"
        case "CALL_TYPE": return "2"
        case "CALLER_ID", "PHONE_NUMBER": return "+79161234567"
        case _ where name.hasSuffix("ID"): return .string("\(100 + index)")
        default: return .string("value-\(index)")
        }
    }
}

extension World {
    /// The portal's permanent id, as the server knows it.
    func memberID(of portal: SandboxPortal) async throws -> String {
        let token = await portal.snapshot.applicationToken
        guard let row = try await store.portals().first(where: { $0.applicationToken == token }) else { throw Failure("the portal is not installed") }
        return row.memberID
    }
}
