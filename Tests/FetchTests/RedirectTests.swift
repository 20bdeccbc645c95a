import Fetch
import Testing

@Suite struct RedirectTests {
    @Test("A redirect on the same origin is followed, with the referer and relative to where it was met")
    func followed() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(1_000))
        let server = try ScriptedServer { _, request in
            switch request.target {
            case "/a/start": ScriptedServer.Step.redirect("../b/second?x=1#part")
            case "/b/second?x=1": ScriptedServer.Step.redirect("/third")
            default: [.head("200 OK"), .send(recording)]
            }
        }
        #expect(await downloads.fetch("\(server.origin)/a/start", referer: "https://portal.example/") == .success(Fetched(bytes: 1_000, media: .wav)))
        #expect(server.requests.map(\.target) == ["/a/start", "/b/second?x=1", "/third"])
        #expect(server.requests.allSatisfy { $0.headers["referer"] == "https://portal.example/" })
    }

    @Test("Another origin is not told where we come from")
    func referer() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(1_000))
        let other = try ScriptedServer { _, _ in [.head("200 OK"), .send(recording)] }
        let origin = other.origin
        let server = try ScriptedServer { _, _ in ScriptedServer.Step.redirect("\(origin)/file") }
        #expect(await downloads.fetch("\(server.origin)/?auth=sesame", referer: "https://portal.example/").code == nil)
        let request = try #require(other.requests.first)
        #expect(request.headers["referer"] == nil && request.headers["authorization"] == nil && request.headers["cookie"] == nil)
        #expect(!request.headers.values.contains { $0.contains("sesame") })
    }

    @Test(
        "A redirect to where nobody may send us is refused",
        arguments: [
            "https://10.0.0.5/file", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/", "http://169.254.169.254/", "//172.16.0.1/",
            "https://[fd00:ec2::254]/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[::]/", "https://0.0.0.0/",
            "http://93.184.216.34/", "https://100.64.0.1/", "https://167772165/", "https://0xa.1/", "https://012.0.0.1/",
        ])
    func refused(location: String) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in ScriptedServer.Step.redirect(location) }
        #expect(await downloads.fetch(server.origin).code == .addressRefused)
        #expect(downloads.files.isEmpty)
    }

    @Test(
        "A redirect out of the web is refused",
        arguments: [
            "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "https://user:word@127.0.0.1/", "https://user@127.0.0.1/", "https://",
            "dict://x",
        ])
    func otherScheme(location: String) async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in ScriptedServer.Step.redirect(location) }
        #expect(await downloads.fetch(server.origin).code == .badAddress)
        #expect(server.requests.count == 1)
    }

    @Test("Five hops are followed, six are not")
    func circle() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(1_000))
        let server = try ScriptedServer { number, request in
            number == 6 && request.target == "/five" ? [.head("200 OK"), .send(recording)] : ScriptedServer.Step.redirect(request.target)
        }
        #expect(await downloads.fetch("\(server.origin)/five").code == nil)
        #expect(server.requests.count == 6)
        let circle = try ScriptedServer { _, _ in ScriptedServer.Step.redirect("/again") }
        #expect(await downloads.fetch(circle.origin).code == .tooManyRedirects)
        #expect(circle.requests.count == 6)
    }

    @Test("A redirect without a place to go is no answer")
    func nowhere() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("302 Found", ["Content-Length: 0"])] }
        #expect(await downloads.fetch(server.origin).code == .badAnswer)
    }
}
