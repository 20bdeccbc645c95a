import Foundation

/// Where one provider is and how to get there. Neither its description nor its mirror shows the key or the proxy.
package struct ProviderSettings: Sendable, Hashable {
    /// The name under which the official address and the need of a key are known.
    package static let openAI = "openai"
    /// The name that stands for "nothing outside this machine".
    package static let offline = "offline"
    /// The official OpenAI address.
    package static let openAIBaseURL = "https://api.openai.com/v1"

    /// As in the provider list, in lower case.
    package var name: String
    /// The address that `/audio/transcriptions` and `/chat/completions` are appended to; empty for `offline`.
    package var baseURL: String
    /// Sent as a bearer; nil for servers that want none.
    package var apiKey: String?
    /// The model's name, sent as it stands.
    package var model: String
    /// `http://[user:password@]host:port` or `socks5://host[:port]`.
    package var proxy: String?
    /// PEM file with certificates that are trusted for this provider beside the system's.
    package var caFile: String?

    /// Trims what people paste with spaces and drops slashes at the end of the address.
    package init(name: String, baseURL: String, apiKey: String? = nil, model: String, proxy: String? = nil, caFile: String? = nil) {
        self.name = name.lowercased()
        var address = Substring(baseURL.trimmingCharacters(in: .whitespacesAndNewlines))
        while address.hasSuffix("/") { address.removeLast() }
        self.baseURL = String(address)
        self.apiKey = Self.filled(apiKey)
        self.model = model
        self.proxy = Self.filled(proxy)
        self.caFile = Self.filled(caFile)
    }

    /// True for the name that stands for no provider.
    package var isOffline: Bool { name == Self.offline }

    /// True when this is OpenAI itself without a key: it can only refuse, so it is left out of a chain.
    package var lacksKey: Bool { apiKey == nil && URL(string: baseURL)?.host() == "api.openai.com" }

    /// Throws what is wrong with the address: it must be absolute http or https, without user, query and fragment.
    package func checkAddress() throws(ProviderSettingsError) {
        let key = "\(ProviderIdentity.settingPrefix(of: name))_BASE_URL"
        guard let parts = URLComponents(string: baseURL), let scheme = parts.scheme, let host = parts.host,
            ["http", "https"].contains(scheme), !host.isEmpty
        else { throw ProviderSettingsError(key: key, cure: "must be an address such as https://host/v1") }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw ProviderSettingsError(key: key, cure: "must have no user, query or fragment; a key goes into <NAME>_API_KEY")
        }
    }

    static func filled(_ text: String?) -> String? {
        guard let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines), !trimmed.isEmpty else { return nil }
        return trimmed
    }
}

extension ProviderSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(name) (\(model))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name, "model": model]) }
}

/// A provider's setting that cannot be used. The description names the setting and the cure, never its value.
package struct ProviderSettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The environment's spelling of the setting.
    package let key: String
    /// What the setting must be.
    package let cure: String

    /// Says which setting must be changed and how.
    package init(key: String, cure: String) {
        self.key = key
        self.cure = cure
    }

    package var description: String { "\(key) \(cure)" }
}
