import AsyncHTTPClient
import Foundation
import Testing

@testable import Providers

@Suite("Provider settings")
struct ProviderSettingsTests {
    private func list(_ values: [String: String]) throws(ProviderSettingsError) -> [ProviderSettings] {
        try ProviderSettings.list(of: .recognition, defaultModel: "gpt-transcribe") { values[$0] }
    }

    @Test("Nothing set means OpenAI, which lacks a key, then offline")
    func defaults() throws {
        let settings = try list([:])
        #expect(settings.map(\.name) == ["openai", "offline"])
        #expect(settings[0].baseURL == "https://api.openai.com/v1")
        #expect(settings[0].model == "gpt-transcribe")
        #expect(settings[0].lacksKey)
        #expect(settings[1].isOffline)
    }

    @Test("Each provider reads its own settings, narrow models before general ones")
    func named() throws {
        let settings = try list([
            "ASR_PROVIDERS": " My-Whisper , openai", "ASR_MODEL": "general", "MY_WHISPER_BASE_URL": "http://10.0.0.5:8000/v1/",
            "MY_WHISPER_ASR_MODEL": "large-v3", "OPENAI_API_KEY": " sk-1 ", "OPENAI_PROXY": "http://p:3128", "OPENAI_CA_FILE": "/ca.pem",
        ])
        #expect(settings[0] == ProviderSettings(name: "my-whisper", baseURL: "http://10.0.0.5:8000/v1", model: "large-v3"))
        #expect(
            settings[1]
                == ProviderSettings(
                    name: "openai", baseURL: "https://api.openai.com/v1", apiKey: "sk-1", model: "general", proxy: "http://p:3128", caFile: "/ca.pem")
        )
        #expect(!settings[1].lacksKey)
    }

    @Test(
        "Settings that cannot be used are named with the cure, without their value",
        arguments: [
            (["ASR_PROVIDERS": "local"], "LOCAL_BASE_URL"),
            (["ASR_PROVIDERS": "local", "LOCAL_BASE_URL": "10.0.0.5:8000/secret"], "LOCAL_BASE_URL"),
            (["OPENAI_BASE_URL": "https://user:secret@host/v1"], "OPENAI_BASE_URL"),
            (["OPENAI_BASE_URL": "https://host/v1?key=secret"], "OPENAI_BASE_URL"),
            (["ASR_PROVIDERS": "open ai"], "ASR_PROVIDERS"),
            (["ASR_PROVIDERS": "openai,offline,OpenAI"], "ASR_PROVIDERS"),
            (["ASR_PROVIDERS": (0...16).map { "p\($0)" }.joined(separator: ",")], "ASR_PROVIDERS"),
        ])
    func unusable(values: [String: String], key: String) {
        let error = #expect(throws: ProviderSettingsError.self) { try list(values) }
        #expect(error?.key == key)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("All that is wrong with several providers is told at once")
    func allProblems() {
        let values = ["ASR_PROVIDERS": "openai,foo,bar,offline", "OPENAI_BASE_URL": "ftp://x", "OPENAI_PROXY": "proxy", "BAR_BASE_URL": "http://h/v1", "BAR_CA_FILE": "/nonexistent.pem"]
        let keys = ProviderSettings.problems(of: .recognition) { values[$0] }.map(\.key)
        #expect(keys == ["OPENAI_BASE_URL", "OPENAI_PROXY", "FOO_BASE_URL", "BAR_CA_FILE"])
        #expect(ProviderSettings.problems(of: .chat) { _ in nil }.isEmpty)
    }

    @Test("Neither description nor mirror shows key or proxy")
    func hidden() {
        let settings = ProviderSettings(name: "openai", baseURL: "https://h/v1", apiKey: "sk-secret", model: "m", proxy: "http://u:secret@p:1")
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] { #expect(!text.contains("secret")) }
    }

    @Test(
        "Proxies are read with and without scheme, user and port",
        arguments: ["p:3128", "http://p:3128", "http://u:w%40@p:3128", "socks5://p", "socks5h://p:9"])
    func proxies(text: String) throws {
        let settings = ProviderSettings(name: "x", baseURL: "https://h", model: "m", proxy: text)
        let proxy = try #require(try ProviderRoute.proxy(for: settings))
        #expect(proxy.host == "p")
        #expect(proxy.port == (text.contains("3128") ? 3128 : text.hasSuffix("9") ? 9 : 1080))
        if text.contains("u:") { #expect(proxy.authorization?.headerValue == "Basic \(Data("u:w@".utf8).base64EncodedString())") }
    }

    @Test("Proxies that cannot be used and certificates that cannot be read are named")
    func badRoutes() async throws {
        let clients = ProviderClients()
        for proxy in ["https://p:1", "http://p", "socks5://u@p:1", "http://"] {
            let error = #expect(throws: ProviderSettingsError.self) {
                try clients.http(for: ProviderSettings(name: "my-x", baseURL: "https://h", model: "m", proxy: proxy))
            }
            #expect(error?.key == "MY_X_PROXY")
        }
        let error = #expect(throws: ProviderSettingsError.self) {
            try clients.http(for: ProviderSettings(name: "my-x", baseURL: "https://h", model: "m", caFile: "/nonexistent.pem"))
        }
        #expect(error?.key == "MY_X_CA_FILE")
        await clients.shutdown()
    }

    @Test("Providers on one route share a client, others do not")
    func sharing() async throws {
        let clients = ProviderClients()
        let plain = try clients.http(for: ProviderSettings(name: "a", baseURL: "https://a", model: "m"))
        #expect(try clients.http(for: ProviderSettings(name: "b", baseURL: "https://b", model: "m")) === plain)
        #expect(try clients.http(for: ProviderSettings(name: "a", baseURL: "https://a", model: "m", proxy: "p:1")) !== plain)
        await clients.shutdown()
        await clients.shutdown()
    }
}
