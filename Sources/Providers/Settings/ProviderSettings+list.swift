extension ProviderSettings {
    /// Most providers one list may name.
    package static let maximumProviders = 16
    /// What an unset list means.
    package static let defaultList = "openai,offline"

    /// Reads the ordered providers of a service from settings in the environment's spelling.
    ///
    /// `lookup` gives a setting's value or nil. A general model (`ASR_MODEL`) is narrowed by `<NAME>_ASR_MODEL`.
    /// Throws when a named provider has no address or a name cannot be part of a setting.
    package static func list(
        of service: ProviderService, defaultModel: String, lookup: (String) -> String?
    ) throws(ProviderSettingsError) -> [ProviderSettings] {
        let names = (filled(lookup(service.listKey)) ?? defaultList).split(separator: ",")
        guard names.count <= maximumProviders else {
            throw ProviderSettingsError(key: service.listKey, cure: "must name at most \(maximumProviders) providers")
        }
        var settings: [ProviderSettings] = []
        for name in names {
            let name = (filled(String(name)) ?? "").lowercased()
            settings.append(try one(name, service: service, defaultModel: defaultModel, lookup: lookup))
        }
        return settings
    }

    private static func one(
        _ name: String, service: ProviderService, defaultModel: String, lookup: (String) -> String?
    ) throws(ProviderSettingsError) -> ProviderSettings {
        guard isName(name) else {
            throw ProviderSettingsError(key: service.listKey, cure: "must be names of letters, digits, - and _, with commas between")
        }
        if name == offline { return ProviderSettings(name: offline, baseURL: "", model: "") }
        let prefix = ProviderIdentity.settingPrefix(of: name)
        let official = name == openAI ? openAIBaseURL : nil
        guard let address = filled(lookup("\(prefix)_BASE_URL")) ?? official else {
            throw ProviderSettingsError(
                key: "\(prefix)_BASE_URL", cure: "is not set: give the address of \(name), or take it out of \(service.listKey)")
        }
        let settings = ProviderSettings(
            name: name, baseURL: address, apiKey: lookup("\(prefix)_API_KEY"),
            model: filled(lookup("\(prefix)_\(service.modelKey)")) ?? filled(lookup(service.modelKey)) ?? defaultModel,
            proxy: lookup("\(prefix)_PROXY"), caFile: lookup("\(prefix)_CA_FILE"))
        try settings.checkAddress()
        return settings
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 40
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
    }
}
