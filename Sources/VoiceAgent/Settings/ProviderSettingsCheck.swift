import Providers
import Speech

/// Everything that is wrong with the providers of both services; a setting that serves both is named once.
struct ProviderSettingsCheck {
    /// A setting's value by its name in the environment.
    let lookup: (String) -> String?

    var problems: [ProviderSettingsError] {
        var keys: Set<String> = []
        let all = ProviderSettings.problems(of: .recognition, lookup: lookup) + ProviderSettings.problems(of: .chat, lookup: lookup) + formats
        return all.filter { keys.insert($0.key).inserted }
    }

    private var formats: [ProviderSettingsError] {
        let names = (try? ProviderSettings.names(of: .recognition, lookup: lookup)) ?? []
        return names.compactMap { name in
            let key = "\(ProviderIdentity.settingPrefix(of: name))_ASR_FORMAT"
            guard let format = lookup(key), !format.isEmpty, TranscriptionModel.Format(rawValue: format) == nil else { return nil }
            return ProviderSettingsError(key: key, cure: "must be json, verbose_json or diarized_json")
        }
    }
}
