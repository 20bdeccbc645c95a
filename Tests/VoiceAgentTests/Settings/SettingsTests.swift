import CallDesk
import Testing
import Web

@testable import VoiceAgent

@Suite("Settings")
struct SettingsTests {
    private static func settings(_ environment: [String: String] = [:]) async throws -> Settings {
        try Settings(try await SettingsSource(environment: environment, dotEnv: nil))
    }

    @Test("Nothing has to be set")
    func defaults() async throws {
        let settings = try await Self.settings()
        #expect(settings.http.host == "127.0.0.1")
        #expect(settings.http.port == 8080)
        #expect(settings.http.publicURL == "http://127.0.0.1:8080")
        #expect(settings.oauthHosts == ["https://oauth.bitrix24.tech", "https://oauth.bitrix.info"])
        #expect(!settings.allowsPlainHTTP)
        #expect(settings.limits.effectUnknownWait == 75)
        #expect(settings.jobLease == 45)
        #expect(settings.limits.recordingPoll.prefix(7) == [5, 10, 30, 120, 300, 900, 3600])
        #expect(settings.apps.isEmpty)
    }

    @Test("The public address follows the port and loses its last slash")
    func publicURL() async throws {
        #expect(try await Self.settings(["HTTP_PORT": "9000"]).http.publicURL == "http://127.0.0.1:9000")
        #expect(try await Self.settings(["HTTP_PUBLIC_URL": "https://voice.example.com/"]).http.publicURL == "https://voice.example.com")
    }

    @Test("Extra ports and polling times are lists")
    func lists() async throws {
        let settings = try await Self.settings(["HTTP_EXTRA_PORTS": "8003=dialog, 8005=leads", "RECORDING_POLL": "1s,2m"])
        #expect(settings.http.extraPorts == [ExtraPort(port: 8003, group: .dialog), ExtraPort(port: 8005, group: .leads)])
        #expect(settings.limits.recordingPoll == [1, 120])
    }

    @Test("What cannot be used is refused with the key in front", arguments: [
        ["HTTP_PORT": "80000"], ["HTTP_PUBLIC_URL": "voice"], ["HTTP_EXTRA_PORTS": "8005=foo"], ["CALL_LANGUAGE": "de"], ["RECORDING_POLL": "5s,x"],
        ["RETENTION_DAYS": "0"], ["BITRIX24_OAUTH_HOSTS": "oauth.bitrix.info"], ["BITRIX24_OAUTH_HOSTS": "http://127.0.0.1:9"],
    ])
    func refused(_ environment: [String: String]) async throws {
        let key = try #require(environment.keys.first)
        let problem = await #expect(throws: SettingsProblem.self) { try await Self.settings(environment) }
        #expect(problem?.description.hasPrefix(key) == true)
    }

    @Test("A client id without its secret, or a provider without its address, names what is missing")
    func halves() async throws {
        let app = await #expect(throws: SettingsProblem.self) { try await Self.settings(["BITRIX24_CLIENT_ID": "local.1"]) }
        #expect(app?.description.hasPrefix("BITRIX24_CLIENT_SECRET: is needed together with BITRIX24_CLIENT_ID") == true)
        let provider = await #expect(throws: SettingsProblem.self) { try await Self.settings(["ASR_PROVIDERS": "speaches"]) }
        #expect(provider?.description.hasPrefix("SPEACHES_BASE_URL") == true)
    }

    @Test("CALL_REGION says whose numbering plan a number without a country code follows, Russia's unless set")
    func region() async throws {
        #expect(try await Self.settings([:]).region == "RU")
        let settings = try await Self.settings(["CALL_REGION": "kz"])
        #expect(settings.region == "KZ")
        #expect(Application.deskConfiguration(settings).region == "KZ")
    }

    @Test("Plain http opens the OAuth host of the sandbox, only when it is allowed")
    func plainHTTP() async throws {
        let settings = try await Self.settings(["BITRIX24_OAUTH_HOSTS": "http://127.0.0.1:9", "BITRIX24_ALLOW_PLAIN_HTTP": "true"])
        #expect(settings.oauthHosts == ["http://127.0.0.1:9"])
    }
}
