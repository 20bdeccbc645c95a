package import Logging
package import Providers

/// One entry of LLM_PROVIDERS, with the record of its model if settings replace it.
package struct ModelSettings: Sendable, Hashable {
    /// Where it is.
    package var provider: ProviderSettings
    /// Replaces the record known by the model's name.
    package var traits: ModelTraits?

    /// An entry; the model's record is found by name unless given.
    package init(_ provider: ProviderSettings, traits: ModelTraits? = nil) {
        self.provider = provider
        self.traits = traits
    }

    /// Reads LLM_PROVIDERS and what belongs to it.
    package static func list(lookup: (String) -> String?) throws(ProviderSettingsError) -> [ModelSettings] {
        try ProviderSettings.list(of: .chat, defaultModel: ModelTraits.defaultName, lookup: lookup).map { ModelSettings($0) }
    }
}

extension ProviderClients {
    /// The chain of these models; `offline` and OpenAI without a key are left out. Throws on settings that cannot be used.
    package func model(
        _ settings: [ModelSettings], breaker: BreakerPolicy = BreakerPolicy(), clock: ProviderClock = .system,
        logger: Logger = Logger(label: "language-model")
    ) throws(ProviderSettingsError) -> ModelChain {
        var models: [any ChatModel] = []
        for entry in settings where !entry.provider.isOffline && !entry.provider.lacksKey {
            let connection = ProviderConnection(service: .chat, settings: entry.provider, http: try http(for: entry.provider), clock: clock)
            models.append(OpenAIChatModel(connection: connection, traits: entry.traits))
        }
        return ModelChain(models, breaker: breaker, clock: clock, logger: logger)
    }
}
