package import Logging
package import Providers

/// One entry of ASR_PROVIDERS, with the record of its model if settings replace it.
package struct RecogniserSettings: Sendable, Hashable {
    /// Where it is.
    package var provider: ProviderSettings
    /// Replaces the record known by the model's name, e.g. ``TranscriptionModel/localWhisper``.
    package var model: TranscriptionModel?

    /// An entry; the model's record is found by name unless given.
    package init(_ provider: ProviderSettings, model: TranscriptionModel? = nil) {
        self.provider = provider
        self.model = model
    }

    /// Reads ASR_PROVIDERS and what belongs to it. `<NAME>_ASR_FORMAT=verbose_json` says that a server gives times.
    package static func list(lookup: (String) -> String?) throws(ProviderSettingsError) -> [RecogniserSettings] {
        var list: [RecogniserSettings] = []
        for provider in try ProviderSettings.list(of: .recognition, defaultModel: TranscriptionModel.defaultName, lookup: lookup) {
            let key = "\(ProviderIdentity.settingPrefix(of: provider.name))_ASR_FORMAT"
            list.append(RecogniserSettings(provider, model: try record(of: provider.model, format: lookup(key), key: key)))
        }
        return list
    }

    private static func record(
        of name: String, format: String?, key: String
    ) throws(ProviderSettingsError) -> TranscriptionModel? {
        guard let format, !format.isEmpty else { return nil }
        guard let format = TranscriptionModel.Format(rawValue: format) else {
            throw ProviderSettingsError(key: key, cure: "must be json, verbose_json or diarized_json")
        }
        var model = TranscriptionModel.named(name)
        model.formats = [.json, format]
        return model
    }
}

extension ProviderClients {
    /// The chain of these recognisers; `offline` and OpenAI without a key are left out. Throws on settings that cannot be used.
    package func recogniser(
        _ settings: [RecogniserSettings], breaker: BreakerPolicy = BreakerPolicy(), clock: ProviderClock = .system,
        logger: Logger = Logger(label: "speech")
    ) throws(ProviderSettingsError) -> RecogniserChain {
        var recognisers: [any Recogniser] = []
        for entry in settings where !entry.provider.isOffline && !entry.provider.lacksKey {
            let connection = ProviderConnection(
                service: .recognition, settings: entry.provider, http: try http(for: entry.provider), clock: clock)
            recognisers.append(OpenAIRecogniser(connection: connection, model: entry.model))
        }
        return RecogniserChain(recognisers, breaker: breaker, clock: clock, logger: logger)
    }
}
