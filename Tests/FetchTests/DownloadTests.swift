import Fetch
import Foundation
import Testing

@Suite struct DownloadTests {
    @Test("A recording arrives whole, under its name, for this user only")
    func whole() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording())
        let server = try ScriptedServer { _, _ in [.head("200 OK", ["Content-Length: \(recording.count)"]), .send(recording)] }
        let result = await downloads.fetch("\(server.origin)/file?auth=secret", referer: "https://portal.example/")
        #expect(result == .success(Fetched(bytes: recording.count, media: .wav)))
        #expect(downloads.content == recording && downloads.files == ["recording"])
        let mode = try FileManager.default.attributesOfItem(atPath: downloads.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let request = try #require(server.requests.first)
        #expect(request.target == "/file?auth=secret")
        #expect(request.headers["user-agent"] == "bitrix24-voice-agent/1.0" && request.headers["accept"] == "*/*")
        #expect(request.headers["accept-language"] == "ru,en;q=0.8" && request.headers["referer"] == "https://portal.example/")
        #expect(request.headers["range"] == nil && request.headers["accept-encoding"] == nil)
    }

    @Test("Interim answers, chunks and an unnamed length are read")
    func chunked() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(5_000))
        let server = try ScriptedServer { _, request in
            if request.target == "/chunks" {
                [
                    .send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), .head("200 OK", ["Transfer-Encoding: chunked"]),
                    .send("1388\r\n"), .send(recording), .send("\r\n0\r\n\r\n"),
                ]
            } else {
                [.head("200 OK"), .send(recording)]
            }
        }
        for target in ["chunks", "unnamed"] {
            #expect(await downloads.fetch("\(server.origin)/\(target)") == .success(Fetched(bytes: 5_000, media: .wav)))
            #expect(downloads.content == recording)
        }
    }

    @Test(
        "A page that stands where a recording should be is no recording, and nothing of it stays",
        arguments: [
            "<!DOCTYPE html><html><head><title>login</title></head></html>", "{\"error\":\"expired_token\",\"error_description\":\"gone\"}",
            "\u{FEFF}<html><body>Authorisation</body></html>", "ID", "RIFFxxxxAVI LIST", "                    RIFF",
        ])
    func page(text: String) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in
            [.head("200 OK", ["Content-Type: audio/mpeg", "Content-Length: \(text.utf8.count)"]), .send(text)]
        }
        let result = await downloads.fetch(server.origin)
        #expect(result.code == .notAudio)
        #expect(downloads.files.isEmpty && server.requests.count == 1)
    }

    @Test("An empty answer may be filled later")
    func empty() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("200 OK", ["Content-Length: 0"])] }
        let result = await downloads.fetch(server.origin)
        #expect(result == .failure(FetchError(.empty)) && FetchError(.empty).isWorthRetrying)
        #expect(downloads.files.isEmpty)
    }

    @Test(
        "A status is passed on, with what the server asks for",
        arguments: [(401, false), (403, false), (404, false), (429, true), (500, true), (503, true)])
    func status(status: Int, retries: Bool) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("\(status) No", ["Retry-After: 7", "Content-Length: 2"]), .send("no")] }
        guard case .failure(let error) = await downloads.fetch(server.origin) else {
            Issue.record("HTTP \(status) was taken for a recording")
            return
        }
        #expect(error == FetchError(.http(status), retryAfter: .seconds(7)) && error.isWorthRetrying == retries)
        #expect(server.requests.count == 1)
    }

    @Test("What is larger than allowed is refused by its announced length and while it streams")
    func tooLarge() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(200_000))
        let server = try ScriptedServer { _, request in
            request.target == "/announced"
                ? [.head("200 OK", ["Content-Length: 100001"]), .stall] : [.head("200 OK"), .send(recording), .stall]
        }
        var policy = Downloads.policy
        policy.maxBytes = 100_000
        for target in ["announced", "streamed"] {
            #expect(await downloads.fetch("\(server.origin)/\(target)", policy: policy).code == .tooLarge)
            #expect(downloads.files.isEmpty)
        }
        policy.maxBytes = 200_000
        let exact = try ScriptedServer { _, _ in [.head("200 OK", ["Content-Length: 200000"]), .send(recording)] }
        #expect(await downloads.fetch(exact.origin, policy: policy) == .success(Fetched(bytes: 200_000, media: .wav)))
    }

    @Test(
        "What is no HTTP is no answer",
        arguments: ["SSH-2.0-server\r\n", "HTTP/1.1 999 What\r\n\r\n", "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-9/10\r\n\r\n"])
    func badAnswer(text: String) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.send(text)] }
        #expect(await downloads.fetch(server.origin).code == .badAnswer)
    }

    @Test("A head without end is cut off")
    func endlessHead() async throws {
        let downloads = try Downloads()
        let line = "X-Filler: \(String(repeating: "a", count: 990))\r\n"
        let server = try ScriptedServer { _, _ in [.send("HTTP/1.1 200 OK\r\n"), .send(String(repeating: line, count: 100)), .stall] }
        #expect(await downloads.fetch(server.origin).code == .badAnswer)
    }

    @Test("Nobody listening, an unknown name and a folder that is not there are told apart")
    func unreachable() async throws {
        let downloads = try Downloads()
        // Nobody listens on the port of tcpmux, and no test can be given it.
        #expect(await downloads.fetch("http://127.0.0.1:1/").code == .unreachable)
        #expect(await downloads.fetch("https://recordings.invalid/", resolved: ["-recordings.invalid:443"]).code == .unresolved)
        let server = try ScriptedServer { _, _ in [.head("200 OK")] }
        do throws(FetchError) {
            _ = try await Fetcher().download(server.origin, to: downloads.path + "/absent/file", policy: Downloads.policy)
        } catch {
            #expect(error == FetchError(.disk))
        }
        #expect(server.requests.isEmpty)
    }

    @Test("A part that is a symbolic link is not written through")
    func symbolicLink() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording())
        let victim = downloads.folder.appendingPathComponent("victim").path
        try Data("untouched".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: downloads.path + ".part", withDestinationPath: victim)
        let server = try ScriptedServer { _, _ in [.head("200 OK"), .send(recording)] }
        #expect(await downloads.fetch(server.origin).code == .disk)
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "untouched")
    }

    @Test("A cancelled download stops, though the server says nothing")
    func cancelled() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.stall] }
        let (path, origin) = (downloads.path, server.origin)
        let task = Task { () -> FetchError.Code? in
            do throws(FetchError) {
                _ = try await Fetcher().download(origin, to: path, policy: Downloads.policy)
                return nil
            } catch {
                return error.code
            }
        }
        await server.firstRequest()
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test("A second download into the same file waits its turn")
    func sameFile() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.stall] }
        let (path, origin) = (downloads.path, server.origin)
        let first = Task { try? await Fetcher().download(origin, to: path, policy: Downloads.policy) }
        await server.firstRequest()
        #expect(await downloads.fetch(server.origin).code == .busy)
        first.cancel()
        _ = await first.value
    }

    @Test("No error shows the address or what it embeds")
    func safeErrors() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("403 No")] }
        guard case .failure(let error) = await downloads.fetch("\(server.origin)/file?auth=sesame") else { return }
        #expect(!"\(error) \(String(reflecting: error))".contains("sesame") && !"\(error)".contains("127.0.0.1"))
        #expect(error.description.contains("403"))
    }
}
