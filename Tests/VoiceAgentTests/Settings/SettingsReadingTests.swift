import Foundation
import Testing

@testable import VoiceAgent

@Suite("Wrong settings")
struct SettingsReadingTests {
    private static func problems(_ environment: [String: String]) async throws -> [SettingsProblem] {
        SettingsReading(try await SettingsSource(environment: environment, dotEnv: nil)).problems
    }

    @Test("are named with the key in front and a cure", arguments: [
        ("LOG_LEVEL", "loud"), ("STORAGE_MASTER_KEY", "secret"), ("STORAGE_MASTER_KEY", "c2hvcnQ="), ("STORAGE_MASTER_KEY_PREVIOUS", "x"),
        ("BITRIX24_PRIVATE_HOSTS", "portal.local"), ("BITRIX24_PRIVATE_HOSTS", "portal.local=169.254.0.0/16"), ("BITRIX24_PRIVATE_HOSTS", "portal.local=10.0.0.0/99"),
        ("HTTP_HOST", "voice"), ("HTTP_HOST", "300.1.1.1"), ("HTTP_HOST", "127.0.0.1:80"), ("HTTP_PORT", "http"), ("HTTP_PORT", "-1"), ("HTTP_PUBLIC_URL", "voice.example.com"),
        ("HTTP_PUBLIC_URL", "ftp://voice.example.com"), ("HTTP_PUBLIC_URL", "https://"), ("HTTP_PUBLIC_URL", "https://voice example.com"),
        ("HTTP_PUBLIC_URL", "https://user:secret@voice.example.com"), ("HTTP_PUBLIC_URL", "https://voice.example.com?x=1"), ("HTTP_EXTRA_PORTS", "leads"),
        ("BITRIX24_OAUTH_HOSTS", "oauth"), ("BITRIX24_OAUTH_HOSTS", "https://oauth.bitrix.info/path"), ("BITRIX24_OAUTH_HOSTS", ","),
        ("BITRIX24_ALLOW_PLAIN_HTTP", "maybe"), ("RECORDING_POLL", "0s"), ("RECORDING_POLL", "5s,soon"), ("RECORDING_POLL", ","), ("JOB_LEASE", "0s"), ("JOB_LEASE", "0"),
        ("JOB_LEASE", "-5s"), ("JOB_LEASE", "1000h"), ("JOB_LEASE", "nan"), ("EFFECT_UNKNOWN_WAIT", "0ms"), ("EFFECT_UNKNOWN_WAIT", "long"), ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "forever"), ("CALL_LANGUAGE", "de"), ("CALL_REGION", "XX"), ("ASR_PROVIDERS", "speaches"), ("LLM_PROVIDERS", "own model"),
    ])
    func named(_ key: String, _ value: String) async throws {
        let problems = try await Self.problems([key: value])
        try #require(problems.count == 1)
        let expected = value == "speaches" ? "SPEACHES_BASE_URL" : key
        #expect(problems[0].key == expected)
        #expect(problems[0].cure.count > 10)
        #expect(!problems[0].description.contains("secret"))
        #expect(!problems[0].description.contains("\n"))
    }

    @Test("do not hide each other, and the server's one line says how many there are")
    func together() async throws {
        let wrong = ["LOG_LEVEL": "loud", "STORAGE_MASTER_KEY": "x", "HTTP_HOST": "voice", "JOB_LEASE": "0s", "RETENTION_DAYS": "0", "BITRIX24_CLIENT_ID": "local.1"]
        #expect(Set(try await Self.problems(wrong).compactMap(\.key)) == ["LOG_LEVEL", "STORAGE_MASTER_KEY", "HTTP_HOST", "JOB_LEASE", "RETENTION_DAYS", "BITRIX24_CLIENT_SECRET"])
        let thrown = await #expect(throws: SettingsProblem.self) { try Settings(try await SettingsSource(environment: wrong, dotEnv: nil)) }
        #expect(thrown?.description.hasPrefix("HTTP_HOST: ") == true)
        #expect(thrown?.description.hasSuffix("(voice-agent doctor names this and 5 more)") == true)
    }

    @Test("of providers are all named, each once")
    func providers() async throws {
        let wrong = [
            "ASR_PROVIDERS": "openai,foo,bar", "OPENAI_BASE_URL": "ftp://x", "OPENAI_CA_FILE": "/nope.pem", "OPENAI_PROXY": "proxy", "FOO_ASR_FORMAT": "xml",
            "BAR_BASE_URL": "http://127.0.0.1:1/v1", "BAR_ASR_FORMAT": "srt", "LLM_PROVIDERS": "openai,foo",
        ]
        let keys = try await Self.problems(wrong).compactMap(\.key)
        #expect(keys.sorted() == ["BAR_ASR_FORMAT", "FOO_ASR_FORMAT", "FOO_BASE_URL", "OPENAI_BASE_URL", "OPENAI_CA_FILE", "OPENAI_PROXY"])
        let twice = try await Self.problems(["ASR_PROVIDERS": "openai, OpenAI"])
        #expect(twice.map(\.key) == ["ASR_PROVIDERS"] && twice[0].cure.contains("once"))
    }

    @Test("of a further port that is the first one again are named")
    func samePort() async throws {
        let problems = try await Self.problems(["HTTP_EXTRA_PORTS": "8080=leads"])
        #expect(problems.map(\.key) == ["HTTP_EXTRA_PORTS"] && problems[0].cure.contains("HTTP_PORT"))
    }

    @Test("are none where everything is right", arguments: [
        ["HTTP_HOST": "0.0.0.0"], ["HTTP_HOST": "::1"], ["HTTP_HOST": "localhost"], ["HTTP_PUBLIC_URL": "https://example.com/voice/"], ["LOG_LEVEL": "TRACE"],
        ["BITRIX24_PRIVATE_HOSTS": "portal.local=10.0.0.0/8,portal.local=192.168.1.0/24"], ["STORAGE_MASTER_KEY": Data(repeating: 7, count: 32).base64EncodedString()],
        ["RECORDING_POLL": "200ms,1s"], ["EFFECT_UNKNOWN_WAIT": "300ms"], ["BITRIX24_OAUTH_HOSTS": "https://oauth.bitrix.info/"],
    ])
    func right(_ environment: [String: String]) async throws {
        #expect(try await Self.problems(environment).isEmpty)
    }

    @Test("are told from addresses this machine has")
    func ourAddresses() {
        #expect(ListenAddress.isOurs("127.0.0.1"))
        #expect(ListenAddress.isOurs("0.0.0.0"))
        #expect(!ListenAddress.isOurs("192.0.2.1"))
        #expect(!ListenAddress.isOurs("voice"))
    }
}
