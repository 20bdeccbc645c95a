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
        let names = try names(of: service, lookup: lookup)
        var settings: [ProviderSettings] = []
        for name in names { settings.append(try one(name, service: service, defaultModel: defaultModel, lookup: lookup)) }
        return settings
    }

    /// Everything that is wrong with the providers of a service, certificates and proxies included, each setting once.
    package static func problems(of service: ProviderService, lookup: (String) -> String?) -> [ProviderSettingsError] {
        let listed: [String]
        do throws(ProviderSettingsError) { listed = try names(of: service, lookup: lookup) } catch { return [error] }
        return listed.flatMap { name -> [ProviderSettingsError] in
            do throws(ProviderSettingsError) {
                let settings = try one(name, service: service, defaultModel: "", lookup: lookup)
                return settings.isOffline ? [] : ProviderRoute.problems(of: settings)
            } catch {
                let prefix = ProviderIdentity.settingPrefix(of: name)
                let route = ProviderSettings(name: name, baseURL: "", model: "", proxy: lookup("\(prefix)_PROXY"), caFile: lookup("\(prefix)_CA_FILE"))
                return [error] + ProviderRoute.problems(of: route)
            }
        }
    }

    /// The names in the list of a service, in lower case, each once.
    package static func names(of service: ProviderService, lookup: (String) -> String?) throws(ProviderSettingsError) -> [String] {
        let names = (filled(lookup(service.listKey)) ?? defaultList).split(separator: ",").map { (filled(String($0)) ?? "").lowercased() }
        guard names.count <= maximumProviders else {
            throw ProviderSettingsError(key: service.listKey, cure: "must name at most \(maximumProviders) providers")
        }
        guard names.allSatisfy(isName) else {
            throw ProviderSettingsError(key: service.listKey, cure: "must be names of letters, digits, - and _, with commas between")
        }
        guard Set(names).count == names.count else {
            throw ProviderSettingsError(key: service.listKey, cure: "must name each provider once: a second try at the same one is no fail-over")
        }
        return names
    }

    private static func one(
        _ name: String, service: ProviderService, defaultModel: String, lookup: (String) -> String?
    ) throws(ProviderSettingsError) -> ProviderSettings {
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
