import Testing

@testable import VoiceAgent

@Suite("Variables that do nothing")
struct StrayVariablesTests {
    private static func details(_ keys: String...) -> [String] {
        StrayVariables.found(in: Dictionary(uniqueKeysWithValues: keys.map { ($0, "x") })).map(\.detail)
    }

    @Test("A slip of the pen is named with what was meant", arguments: [
        ("HTTP_PROT", "HTTP_PORT"), ("HTPP_PORT", "HTTP_PORT"), ("LOG_LEVELL", "LOG_LEVEL"), ("STORAGE_PAHT", "STORAGE_PATH"), ("API_TOKN", "API_TOKEN"),
        ("BITRIX24_CLIENTID", "BITRIX24_CLIENT_ID"), ("ASR_PROVIDER", "ASR_PROVIDERS"),
    ])
    func slip(_ key: String, _ meant: String) {
        #expect(Self.details(key) == ["no setting is called \(key): did you mean \(meant)?"])
    }

    @Test("A name of our kind that is nothing like a setting points at the list", arguments: ["STORAGE_ENGINE", "BITRIX24_WEBHOOK", "OPENAI_API_BASE", "SIP_PROXY_ADDRESS", "JOB_THREADS"])
    func unknown(_ key: String) {
        #expect(Self.details(key) == ["no setting is called \(key): install/env.example lists them"])
    }

    @Test("Settings of parts that are not there yet have no effect, and are not called unknown", arguments: [
        "SIP_LISTEN", "SIP_TLS_CERT", "WEBRTC_LISTEN", "AUDIOSOCKET_LISTEN", "TTS_PROVIDERS", "TTS_VOICE", "CALLS_MAX", "OPENAI_TTS_MODEL",
    ])
    func toCome(_ key: String) {
        #expect(Self.details(key) == ["\(key) has no effect: this version does not have that part yet"])
        #expect(DotEnvCheck.lines(of: "\(key)=1").map(\.text) == ["warn  .env line 1: \(key) has no effect: this version does not have that part yet"])
    }

    @Test("Settings, and what belongs to other programs, are left alone")
    func leftAlone() {
        #expect(Self.details("HTTP_PORT", "STORAGE_MASTER_KEY_PREVIOUS", "SPEACHES_BASE_URL", "OPENAI_PROXY", "LLM_MODEL").isEmpty)
        #expect(Self.details("PATH", "HOME", "LANG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "LOGNAME", "OPENAI_ORG_ID", "JOB_NAME", "CALLER").isEmpty)
        #expect(Self.details("HTTP_SERVICE_HOST", "STORAGE_SERVICE_PORT_HTTP", "STORAGE_PORT_80_TCP_ADDR").isEmpty)
    }
}
