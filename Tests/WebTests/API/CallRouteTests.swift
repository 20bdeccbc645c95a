import Audio
import Bitrix24
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Web

@Suite struct CallRouteTests {
    /// Calls of the installed portal, the last one with a transcript and a recording, and one of another portal.
    static func fill(_ server: TestServer) async throws -> (own: [Int64], foreign: Int64, recording: [UInt8]) {
        try await server.install()
        let portal = try #require(try await server.store.portals().first)
        var other = portal
        other.id = 0
        other.memberID = "other-portal"
        let foreign = try await server.store.savePortal(other)
        let recording = WaveFile.encode([Int16](repeating: 7, count: 400), sampleRate: 8000)
        let path = server.directory.appending(path: "call.audio").path
        try Data(recording).write(to: URL(fileURLWithPath: path))
        var own: [Int64] = []
        for index in 1...3 {
            own.append(try await call(server, portal.id, "own-\(index)", path: index == 3 ? path : nil).id)
        }
        let strange = try await call(server, foreign.id, "strange", path: path)
        try await server.store.replaceUtterances(
            callID: own[2],
            [
                UtteranceRow(position: 0, side: "operator", start: 0.2, stop: 1.4, text: "Добрый день"),
                UtteranceRow(position: 1, side: "client", start: 1.9, stop: 4, text: "<b>Здравствуйте</b>"),
            ])
        return (own, strange.id, recording)
    }

    private static func call(_ server: TestServer, _ portalID: Int64, _ name: String, path: String?) async throws -> CallRow {
        try await server.store.upsertCall(portalID: portalID, externalID: name, now: server.clock.now) { call in
            call.phone = "+79991234567"
            call.stage = "written"
            call.leadID = 5
            call.recordingPath = path
        }
    }

    @Test("Calls come the newest first, page by page, and only the portal's own") func list() async throws {
        try await TestServer.run { server in
            let (own, _, _) = try await Self.fill(server)
            let bearer = [("Authorization", "Bearer \(try await server.openPage())")]
            let first = try await server.send(.GET, "/api/v1/calls?limit=2", bearer).json
            #expect(first["calls"].list.compactMap(\.["id"].int) == [Int(own[2]), Int(own[1])])
            let next = try #require(first["next"].int)
            let second = try await server.send(.GET, "/api/v1/calls?limit=2&before=\(next)", bearer).json
            #expect(second["calls"].list.compactMap(\.["id"].int) == [Int(own[0])])
            #expect(second["next"] == .null)
            let named = try await server.send(.GET, "/api/v1/calls?portal=other-portal").json
            #expect(named["calls"].list.compactMap(\.["externalId"].text) == ["strange"])
        }
    }

    @Test("A page that asks for too much or nonsense is refused", arguments: ["limit=0", "limit=101", "limit=x", "before=0", "before=-1", "before=x"])
    func badQuery(query: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.send(.GET, "/api/v1/calls?\(query)")
            #expect(answer.status == 422)
            #expect(answer.json["field"].text == String(query.prefix { $0 != "=" }))
        }
    }

    @Test("A call comes with what was said, its card and a way to its recording") func entry() async throws {
        try await TestServer.run { server in
            let (own, foreign, recording) = try await Self.fill(server)
            let bearer = [("Authorization", "Bearer \(try await server.openPage())")]
            let entry = try await server.send(.GET, "/api/v1/calls/\(own[2])", bearer).json
            #expect(entry["transcript"].list.compactMap(\.["text"].text) == ["Добрый день", "<b>Здравствуйте</b>"])
            #expect(entry["transcript"][1]["side"].text == "client")
            #expect(entry["cardUrl"].text == "\(server.portal.origin)/crm/lead/details/5/")
            let address = try #require(entry["recordingUrl"].text)
            // As an audio element asks: without any header of ours, from anywhere.
            let heard = try await server.send(.GET, "/api/v1/\(address)", [("X-Forwarded-For", "203.0.113.9")])
            #expect(heard.status == 200)
            #expect(heard.body == recording)
            #expect(heard.headers.first(name: "Content-Type") == "audio/wav")
            #expect(try await server.send(.GET, "/api/v1/calls/\(foreign)", bearer).status == 404)
            #expect(try await server.send(.GET, "/api/v1/calls/\(foreign)/recording", bearer).status == 404)
            let ticket = try #require(address.split(separator: "?").last)
            #expect(try await server.send(.GET, "/api/v1/calls/\(foreign)/recording?\(ticket)").status == 401)
            server.clock.advance(by: RecordingTickets.lifetime)
            #expect(try await server.send(.GET, "/api/v1/\(address)").status == 401)
        }
    }

    @Test("A recording is served in ranges") func ranges() async throws {
        try await TestServer.run { server in
            let (own, _, recording) = try await Self.fill(server)
            let path = "/api/v1/calls/\(own[2])/recording"
            let part = try await server.send(.GET, path, [("Range", "bytes=4-11")])
            #expect(part.status == 206)
            #expect(part.body == Array(recording[4...11]))
            #expect(part.headers.first(name: "Content-Range") == "bytes 4-11/\(recording.count)")
            let tail = try await server.send(.GET, path, [("Range", "bytes=-5")])
            #expect(tail.body == Array(recording.suffix(5)))
            let beyond = try await server.send(.GET, path, [("Range", "bytes=\(recording.count)-")])
            #expect(beyond.status == 416)
            #expect(beyond.headers.first(name: "Content-Range") == "bytes */\(recording.count)")
            let tag = try #require(part.headers.first(name: "ETag"))
            #expect(try await server.send(.GET, path, [("Range", "bytes=0-1"), ("If-Range", tag)]).status == 206)
            #expect(try await server.send(.GET, path, [("Range", "bytes=0-1"), ("If-Range", "\"another\"")]).status == 200)
            let head = try await server.send(.HEAD, path)
            #expect(head.status == 200)
            #expect(head.headers.first(name: "Accept-Ranges") == "bytes")
            #expect(try await server.send(.GET, "/api/v1/calls/\(own[0])/recording").status == 404)
        }
    }

    @Test("What is no call is not found", arguments: ["/api/v1/calls/99", "/api/v1/calls/abc", "/api/v1/calls/99999999999999999999"])
    func notFound(path: String) async throws {
        try await TestServer.run { (server) async throws in #expect(try await server.send(.GET, path).status == 404) }
    }
}
