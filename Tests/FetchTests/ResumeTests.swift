import Fetch
import Foundation
import Testing

@Suite struct ResumeTests {
    static let recording = Downloads.recording()

    /// Sends `upTo` bytes of a whole answer and breaks off.
    static func broken(upTo count: Int, _ headers: [String] = ["ETag: \"v1\""]) -> [ScriptedServer.Step] {
        [.head("200 OK", headers + ["Content-Length: \(recording.count)"]), .send(Array(recording[..<count]))]
    }

    /// The rest, as it should be answered.
    static func rest(from offset: Int, _ headers: [String] = ["ETag: \"v1\""]) -> [ScriptedServer.Step] {
        let range = "Content-Range: bytes \(offset)-\(recording.count - 1)/\(recording.count)"
        return [.head("206 Partial Content", headers + [range, "Content-Length: \(recording.count - offset)"]), .send(Array(recording[offset...]))]
    }

    static func whole(_ headers: [String] = []) -> [ScriptedServer.Step] {
        [.head("200 OK", headers + ["Content-Length: \(recording.count)"]), .send(recording)]
    }

    @Test("After a cut only the rest is asked for, on condition that the file is the same")
    func resumed() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in number == 1 ? Self.broken(upTo: 20_000) : Self.rest(from: 20_000) }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording && downloads.files == ["recording"])
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=20000-"])
        #expect(server.requests.map { $0.headers["if-range"] } == [nil, "\"v1\""])
    }

    @Test("A server that ignores the range is taken from the start")
    func ignored() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in number == 1 ? Self.broken(upTo: 20_000) : Self.whole() }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording && server.requests.count == 2)
    }

    @Test(
        "A rest that does not belong to the part is dropped, and the whole is asked for",
        arguments: [
            ["Content-Range: bytes 19999-59999/60000"], ["Content-Range: bytes 20000-59999/70000"],
            ["Content-Range: bytes 20000-59999/60000", "ETag: \"v2\""],
            ["Content-Range: nonsense"], [],
        ])
    func mismatch(headers: [String]) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in
            switch number {
            case 1: Self.broken(upTo: 20_000)
            case 2: [.head("206 Partial Content", headers), .send(Array(repeating: 1, count: 40_000))]
            default: Self.whole()
            }
        }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording)
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=20000-", nil])
    }

    @Test("A refused range begins anew")
    func unsatisfiable() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in
            switch number {
            case 1: Self.broken(upTo: 20_000)
            case 2: [.head("416 Range Not Satisfiable", ["Content-Range: bytes */60000", "Content-Length: 0"])]
            default: Self.whole()
            }
        }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording)
    }

    @Test("Without a strong proof the length alone holds within one download, a date is sent as the condition")
    func weak() async throws {
        for (headers, condition) in [(["ETag: W/\"v1\""], nil), (["Last-Modified: Sat, 01 Feb 2025 10:00:00 GMT"], "Sat, 01 Feb 2025 10:00:00 GMT")] {
            let downloads = try Downloads()
            let server = try ScriptedServer { number, _ in
                number == 1 ? Self.broken(upTo: 30_000, headers) : Self.rest(from: 30_000, headers)
            }
            #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
            #expect(downloads.content == Self.recording)
            #expect(server.requests.last?.headers["range"] == "bytes=30000-" && server.requests.last?.headers["if-range"] == condition)
        }
    }

    @Test("A connection that is reset is gone on with, however often it happens within the limit")
    func resets() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in
            switch number {
            case 1: Self.broken(upTo: 10_000) + [.reset]
            case 2, 3: [.reset]
            default: [.head("200 OK", ["Content-Length: 60000"]), .send(Self.recording)]
            }
        }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording && server.requests.count == 4)
    }

    @Test("When the attempts are used up the part stays, and the next download goes on with it")
    func laterDownload() async throws {
        let downloads = try Downloads()
        let breaking = try ScriptedServer { number, _ in
            number == 1 ? Self.broken(upTo: 20_000) : Array(Self.rest(from: 20_000).dropLast())
        }
        var policy = Downloads.policy
        policy.maxAttempts = 3
        #expect(await downloads.fetch(breaking.origin, policy: policy).code == .cut)
        #expect(breaking.requests.count == 3 && downloads.files == ["recording.part", "recording.part.note"])
        let server = try ScriptedServer { _, _ in Self.rest(from: 20_000) }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(server.requests.map { $0.headers["range"] } == ["bytes=20000-"])
        #expect(downloads.content == Self.recording && downloads.files == ["recording"])
    }

    @Test("The note beside a part holds nothing of the address")
    func note() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in Self.broken(upTo: 20_000) }
        var policy = Downloads.policy
        policy.maxAttempts = 1
        _ = await downloads.fetch("\(server.origin)/file?auth=sesame", policy: policy)
        #expect(try String(contentsOfFile: downloads.path + ".part.note", encoding: .utf8) == "\"v1\"\n\n60000")
    }

    @Test("A part without a proof of what it is of is not believed", arguments: [nil, "", "\n\n60000", "\"v1\"\n\nx\nmore", "W/\"v1\"\n\n60000"])
    func unproved(note: String?) async throws {
        let downloads = try Downloads()
        try Data(Self.recording[..<20_000]).write(to: URL(fileURLWithPath: downloads.path + ".part"))
        if let note { try Data(note.utf8).write(to: URL(fileURLWithPath: downloads.path + ".part.note")) }
        let server = try ScriptedServer { _, _ in Self.whole() }
        #expect(await downloads.fetch(server.origin) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(server.requests.map { $0.headers["range"] } == [nil] && downloads.content == Self.recording)
    }

    @Test("A server that falls silent is left, and the rest fetched in the next attempt")
    func lowSpeed() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { number, _ in number == 1 ? Self.broken(upTo: 20_000) + [.stall] : Self.rest(from: 20_000) }
        var policy = Downloads.policy
        policy.lowSpeedSeconds = 1
        #expect(await downloads.fetch(server.origin, policy: policy) == .success(Fetched(bytes: 60_000, media: .wav)))
        #expect(downloads.content == Self.recording && server.requests.count == 2)
    }

    @Test("A server that is always too slow is given up as such")
    func tooSlow() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.stall] }
        var policy = Downloads.policy
        (policy.lowSpeedSeconds, policy.maxAttempts) = (1, 1)
        #expect(await downloads.fetch(server.origin, policy: policy).code == .tooSlow)
        #expect(FetchError(.tooSlow).isWorthRetrying)
    }

    @Test("Pauses between attempts grow")
    func pauses() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.reset] }
        let (stream, seen) = AsyncStream<Duration>.makeStream()
        var policy = Downloads.policy
        policy.resumePause = .milliseconds(100)
        let fetcher = Fetcher(sleep: { seen.yield($0) })
        do throws(FetchError) {
            _ = try await fetcher.download(server.origin, to: downloads.path, policy: policy)
        } catch {
            #expect(error == FetchError(.cut))
        }
        seen.finish()
        var pauses: [Duration] = []
        for await pause in stream { pauses.append(pause) }
        #expect(pauses == [100, 200, 400, 800].map { .milliseconds($0) })
    }
}
