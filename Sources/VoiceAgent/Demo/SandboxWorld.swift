import Foundation
import Logging
import Sandbox
import ServiceLifecycle

/// The stand-ins of the demo: a portal with its OAuth host, speech and language services, and callers. Reached over HTTP like the real ones.
struct SandboxWorld: Sendable {
    /// The name under which the stand-in provider stands in ASR_PROVIDERS and LLM_PROVIDERS.
    static let provider = "sandbox"

    let portal: SandboxPortal
    let speech: SandboxSpeechService
    let calls: SandboxCalls
    let portalConfiguration: SandboxPortalConfiguration
    private let apiKey: String

    /// Ports of the stand-ins; 0 takes a free one.
    struct Ports: Sendable {
        var portal = 0
        var oauth = 0
        var speech = 0
    }

    /// - Parameter portalPort: 0 takes a free one.
    init(portalPort: Int = 0, language: String = "ru") async throws {
        try await self.init(ports: Ports(portal: portalPort), language: language)
    }

    /// - Parameter apiKey: what the speech and language services want as a bearer; `nil` makes one up.
    init(ports: Ports, apiKey: String? = nil, language: String = "ru") async throws {
        let book = try await PhraseBook.open()
        var configuration = SandboxPortalConfiguration()
        configuration.portalPort = ports.portal
        configuration.oauthPort = ports.oauth
        configuration.language = language
        let key = apiKey ?? "sandbox-" + UUID().uuidString
        self.apiKey = key
        portalConfiguration = configuration
        portal = SandboxPortal(configuration: configuration)
        speech = SandboxSpeechService(configuration: .init(port: ports.speech, apiKey: key), book: book)
        calls = SandboxCalls(book: book)
        await portal.employ(calls)
    }

    /// The settings by which a server works with these stand-ins.
    func overrides() async -> [String: String] {
        let addresses = await portal.addresses
        let name = Self.provider.uppercased()
        return [
            "BITRIX24_CLIENT_ID": portalConfiguration.clientID, "BITRIX24_CLIENT_SECRET": portalConfiguration.clientSecret,
            "BITRIX24_OAUTH_HOSTS": addresses.oauth, "BITRIX24_ALLOW_PLAIN_HTTP": "true", "ASR_PROVIDERS": "\(Self.provider),offline",
            "LLM_PROVIDERS": "\(Self.provider),offline", "\(name)_BASE_URL": await speech.baseURL, "\(name)_API_KEY": apiKey,
            "ASR_MODEL": "gpt-transcribe", "ASR_SPEAKERS_MODEL": "gpt-4o-transcribe-diarize", "LLM_MODEL": "gpt-6-luna", "RECORDING_POLL": "1s,1s,2s,5s,10s",
        ]
    }

    /// The stand-ins as one group of services; it stops when asked, with no signals of its own.
    func services(_ logger: Logger) -> ServiceGroup {
        ServiceGroup(configuration: .init(services: [portal, speech], logger: logger))
    }
}
