package import Logging
package import Providers

/// One entry of ASR_PROVIDERS, with the record of its model if settings replace it.
package struct RecogniserSettings: Sendable, Hashable {
    /// Where it is.
    package var provider: ProviderSettings
    /// Replaces the record known by the model's name, e.g. ``TranscriptionModel/localWhisper``.
    package var model: TranscriptionModel?
    /// The model of the same provider that tells speakers apart in mono recordings; nil: ``model`` does, or nobody.
    package var speakersModel: String?

    /// The value of ASR_SPEAKERS_MODEL that means none.
    package static let noSpeakersModel = "off"

    /// An entry; the model's record is found by name unless given.
    package init(_ provider: ProviderSettings, model: TranscriptionModel? = nil, speakersModel: String? = nil) {
        self.provider = provider
        self.model = model
        self.speakersModel = speakersModel
    }

    /// The same provider with the model that tells speakers apart.
    package var speakersProvider: ProviderSettings? {
        guard let speakersModel, !provider.isOffline else { return nil }
        var settings = provider
        settings.model = speakersModel
        return settings
    }

    /// Reads ASR_PROVIDERS and what belongs to it. `<NAME>_ASR_FORMAT=verbose_json` says that a server gives times; ASR_SPEAKERS_MODEL or
    /// `<NAME>_ASR_SPEAKERS_MODEL` names the model for mono recordings.
    package static func list(lookup: (String) -> String?) throws(ProviderSettingsError) -> [RecogniserSettings] {
        var list: [RecogniserSettings] = []
        for provider in try ProviderSettings.list(of: .recognition, defaultModel: TranscriptionModel.defaultName, lookup: lookup) {
            let prefix = ProviderIdentity.settingPrefix(of: provider.name)
            let key = "\(prefix)_ASR_FORMAT"
            let model = try record(of: provider.model, format: lookup(key), key: key)
            let wished = [lookup("\(prefix)_ASR_SPEAKERS_MODEL"), lookup("ASR_SPEAKERS_MODEL")].lazy.compactMap(\.self).first { !$0.isEmpty }
            list.append(RecogniserSettings(provider, model: model, speakersModel: speakersModel(wished, of: provider, model)))
        }
        return list
    }

    private static func speakersModel(_ wished: String?, of provider: ProviderSettings, _ model: TranscriptionModel?) -> String? {
        if wished == noSpeakersModel || provider.isOffline { return nil }
        if let wished { return wished }
        let own = model ?? TranscriptionModel.named(provider.model)
        return own.formats.contains(.diarizedJSON) ? nil : TranscriptionModel.speakersModels[provider.name]
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
            let http = try http(for: entry.provider)
            let connection = ProviderConnection(service: .recognition, settings: entry.provider, http: http, clock: clock)
            let companion = entry.speakersProvider.map { settings in
                OpenAIRecogniser(
                    connection: ProviderConnection(service: .recognition, settings: settings, http: http, clock: clock),
                    model: .tellingSpeakers(settings.model))
            }
            recognisers.append(OpenAIRecogniser(connection: connection, model: entry.model, companion: companion))
        }
        return RecogniserChain(recognisers, breaker: breaker, clock: clock, logger: logger)
    }
}
