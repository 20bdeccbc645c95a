import Fetch
import Testing

@Suite struct SocketGateTests {
    @Test("Plain http is refused where loopback is not allowed, before any connection")
    func plain() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("200 OK")] }
        #expect(await downloads.fetch(server.origin, policy: FetchPolicy()).code == .addressRefused)
        #expect(server.requests.isEmpty && downloads.files.isEmpty)
    }

    @Test(
        "However loopback is spelled, it is refused where it is not allowed",
        arguments: [
            "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.255.255.254", "0", "0.0.0.0", "[::1]", "[::]",
            "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "localhost",
            "LOCALHOST",
        ])
    func spellings(host: String) async throws {
        let downloads = try Downloads()
        // An IPv6 literal cannot be looked up on a machine without IPv6: then nothing is connected to either.
        let code = await downloads.fetch("https://\(host)/", policy: FetchPolicy()).code
        #expect(code == .addressRefused || (host.hasPrefix("[") && code == .unresolved), "\(host)")
    }

    @Test(
        "A name is judged by what it resolves to, all of it",
        arguments: ["10.0.0.5", "127.0.0.1", "169.254.169.254", "10.0.0.5,93.184.216.34", "100.100.100.200"])
    func names(addresses: String) async throws {
        let downloads = try Downloads()
        let result = await downloads.fetch(
            "https://recordings.example/", policy: FetchPolicy(), resolved: ["recordings.example:443:\(addresses)"])
        #expect(result.code == .addressRefused)
    }

    @Test("Where loopback is allowed, plain http stays on it")
    func plainElsewhere() async throws {
        let downloads = try Downloads()
        let result = await downloads.fetch("http://recordings.example/", resolved: ["recordings.example:80:93.184.216.34"])
        #expect(result.code == .addressRefused)
    }

    @Test("A private host is opened for its name and its block, never for metadata")
    func privateHosts() async throws {
        let downloads = try Downloads()
        let block = try #require(CIDR("169.254.0.0/16"))
        let policy = FetchPolicy(privateHosts: ["box.example": [block]])
        #expect(await downloads.fetch("https://box.example/", policy: policy, resolved: ["box.example:443:169.254.169.254"]).code == .addressRefused)
    }

    @Test("A name that resolves to loopback is served where that is allowed")
    func loopbackName() async throws {
        let (downloads, recording) = (try Downloads(), Downloads.recording(1_000))
        let server = try ScriptedServer { _, _ in [.head("200 OK"), .send(recording)] }
        let result = await downloads.fetch("http://portal.example:\(server.port)/", resolved: ["portal.example:\(server.port):127.0.0.1"])
        #expect(result == .success(Fetched(bytes: 1_000, media: .wav)))
        #expect(server.requests.first?.headers["host"] == "portal.example:\(server.port)")
    }

    @Test(
        "What is no web address is refused unread",
        arguments: [
            "", "recording.wav", "file:///etc/passwd", "ftp://example.org/", "https://", "https://a b/", "https://user:word@example.org/", "data:,x",
        ])
    func noAddress(url: String) async throws {
        let downloads = try Downloads()
        #expect(await downloads.fetch(url).code == .badAddress)
        #expect(downloads.files.isEmpty)
    }

    @Test("A line break cannot smuggle a header in")
    func smuggling() async throws {
        let downloads = try Downloads()
        let server = try ScriptedServer { _, _ in [.head("200 OK")] }
        #expect(await downloads.fetch(server.origin, referer: "https://a/\r\nX-Evil: 1").code == .badAddress)
        var policy = Downloads.policy
        policy.userAgent = "agent\r\nX-Evil: 1"
        #expect(await downloads.fetch(server.origin, policy: policy).code == .badAddress)
        #expect(server.requests.isEmpty)
    }
}
