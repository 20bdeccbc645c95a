import Fetch
import Foundation
import Testing

@Suite struct ProxyTests {
    @Test("Proxy variables in the environment are ignored: what an address is checked for is what is asked")
    func ignored() async {
        // In a process of its own: the environment belongs to all threads.
        await #expect(processExitsWith: .success) {
            let recording = Downloads.recording(5_000)
            let proxy = try ScriptedServer { _, _ in [.head("200 OK", ["Content-Length: \(recording.count)"]), .send(recording)] }
            let server = try ScriptedServer { _, _ in [.head("200 OK", ["Content-Length: \(recording.count)"]), .send(recording)] }
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { setenv(name, proxy.origin, 1) }
            unsetenv("no_proxy")
            unsetenv("NO_PROXY")
            let downloads = try Downloads()
            #expect(await downloads.fetch("\(server.origin)/plain") == .success(Fetched(bytes: 5_000, media: .wav)))
            // No TLS is spoken here: it fails, at the server itself.
            _ = await downloads.fetch("https://127.0.0.1:\(server.port)/secret")
            #expect(proxy.requests.isEmpty)
            #expect(server.requests.map(\.target) == ["/plain"])
        }
    }
}
