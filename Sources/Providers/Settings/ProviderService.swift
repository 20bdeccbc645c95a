/// What a provider is asked for; decides which settings the cure of a failure names.
package enum ProviderService: String, Sendable, Hashable {
    /// Speech to text.
    case recognition
    /// A language model that answers chats.
    case chat

    /// The setting that lists the providers of this service in fail-over order.
    package var listKey: String {
        switch self {
        case .recognition: "ASR_PROVIDERS"
        case .chat: "LLM_PROVIDERS"
        }
    }

    /// The setting that names the model; `<NAME>_` before it narrows it to one provider.
    package var modelKey: String {
        switch self {
        case .recognition: "ASR_MODEL"
        case .chat: "LLM_MODEL"
        }
    }
}

/// Which provider and model of which service: the key of a breaker, and what a result is signed with.
package struct ProviderIdentity: Sendable, Hashable {
    /// What was asked for.
    package let service: ProviderService
    /// The provider's name as the settings spell it, in lower case.
    package let provider: String
    /// The model's name; empty where there is none.
    package let model: String

    /// Names one model of one provider.
    package init(service: ProviderService, provider: String, model: String) {
        self.service = service
        self.provider = provider
        self.model = model
    }

    /// The beginning of this provider's settings: `my-whisper` is set by `MY_WHISPER_BASE_URL`.
    package static func settingPrefix(of provider: String) -> String {
        provider.uppercased().replacing("-", with: "_")
    }

    var prefix: String { Self.settingPrefix(of: provider) }
}
