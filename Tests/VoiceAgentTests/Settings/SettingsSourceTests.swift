import Configuration
import Testing

@testable import VoiceAgent

@Suite("Where settings come from")
struct SettingsSourceTests {
    private static func source(_ overrides: [String: String] = [:], environment: [String: String] = [:], yaml: String? = nil) async throws -> SettingsSource {
        let file = try await ScratchFile.holding(yaml ?? "") { try SettingsFile(path: $0) }
        return try await SettingsSource(overrides: overrides, environment: environment, dotEnv: nil, file: file)
    }

    @Test("A key of the environment is a section and a camel-case name in the file", arguments: [
        ("HTTP_PORT", ["http", "port"]), ("HTTP_EXTRA_PORTS", ["http", "extraPorts"]), ("BITRIX24_ALLOW_PLAIN_HTTP", ["bitrix24", "allowPlainHttp"]),
        ("SPEACHES_BASE_URL", ["speaches", "baseUrl"]), ("LEVEL", ["level"]),
    ])
    func keys(_ environment: String, _ file: [String]) {
        #expect(SettingsSource.configKey(environment) == ConfigKey(file))
    }

    @Test("What the caller sets wins over the environment, the environment over the file")
    func order() async throws {
        let yaml = "http:\n  host: a\n  port: 1\nlog:\n  level: error\n"
        let source = try await Self.source(["HTTP_HOST": "c"], environment: ["HTTP_HOST": "b", "HTTP_PORT": "2"], yaml: yaml)
        #expect(source.text("HTTP_HOST") == "c")
        #expect(source.text("HTTP_PORT") == "2")
        #expect(source.text("LOG_LEVEL") == "error")
    }

    @Test(".env loses to the environment")
    func dotEnv() async throws {
        let source = try await ScratchFile.holding("# settings\nHTTP_PORT=9001\nLOG_LEVEL=debug\n") { path in
            try await SettingsSource(environment: ["LOG_LEVEL": "error"], dotEnv: path)
        }
        #expect(source.text("HTTP_PORT") == "9001")
        #expect(source.text("LOG_LEVEL") == "error")
    }

    @Test("A file may have scalars, lists of scalars and lists of maps at once")
    func mixedFile() async throws {
        let yaml = "asr:\n  providers: [speaches, offline]\nhttp:\n  port: 8181\nbitrix24:\n  allowPlainHttp: true\ngroups:\n  - {name: sales, users: [1, 5]}\n"
        let source = try await Self.source(yaml: yaml)
        #expect(source.list("ASR_PROVIDERS", default: []) == ["speaches", "offline"])
        #expect(try source.number("HTTP_PORT", default: 0, in: 0...65535) == 8181)
        #expect(try source.flag("BITRIX24_ALLOW_PLAIN_HTTP", default: false))
    }

    @Test("Keys, tokens and whatever holds a password are marked as secrets, other settings are not")
    func secrets() {
        let marked = [
            "API_TOKEN", "STORAGE_MASTER_KEY", "STORAGE_MASTER_KEY_PREVIOUS", "BITRIX24_CLIENT_SECRET", "OPENAI_API_KEY", "SPEACHES_PROXY", "SIP_REGISTER",
            SettingsKey.spelt("storage", "masterKeyPrevious"), SettingsKey.spelt("sip", "register"), SettingsKey.spelt("openai", "apiKey"),
        ]
        for key in marked { #expect(SettingsSource.isSecret(key), "\(key)") }
        for key in ["HTTP_PORT", "STORAGE_PATH", "BITRIX24_CLIENT_ID", "SIP_LISTEN", "CALL_LANGUAGE"] { #expect(!SettingsSource.isSecret(key), "\(key)") }
    }

    @Test("An empty value is no value")
    func empty() async throws {
        #expect(try await Self.source(environment: ["LLM_MODEL": " "]).text("LLM_MODEL") == nil)
    }

    @Test("Times have units; a bare number is seconds", arguments: [("500ms", 0.5), ("75s", 75), ("2m", 120), ("1h", 3600), ("45", 45), ("1.5s", 1.5)])
    func times(_ text: String, _ seconds: Double) {
        #expect(SettingsSource.seconds(text) == seconds)
    }

    @Test("What is no time is refused", arguments: ["5x", "-1s", "s", "", "infs", "1 h 5", "0s", "0", "0ms", "169h", "nan"])
    func noTimes(_ text: String) {
        #expect(SettingsSource.seconds(text) == nil)
    }

    @Test("A value that cannot be used names its key and the cure")
    func problems() async throws {
        let source = try await Self.source(environment: ["HTTP_PORT": "abc", "JOB_LEASE": "5x", "BITRIX24_ALLOW_PLAIN_HTTP": "perhaps"])
        #expect(throws: SettingsProblem("HTTP_PORT", "write a whole number from 0 to 65535")) { try source.number("HTTP_PORT", default: 1, in: 0...65535) }
        #expect(throws: SettingsProblem("JOB_LEASE", "write a time above zero and within a week, such as 500ms, 75s, 2m or 1h")) { try source.seconds("JOB_LEASE", default: 45) }
        #expect(throws: SettingsProblem("BITRIX24_ALLOW_PLAIN_HTTP", "write true or false")) { try source.flag("BITRIX24_ALLOW_PLAIN_HTTP", default: false) }
    }
}
