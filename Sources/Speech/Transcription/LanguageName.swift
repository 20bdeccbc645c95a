/// Whisper servers name the language in English ("russian"), others by ISO 639-1 code.
enum LanguageName {
    private static let codes = [
        "russian": "ru", "english": "en", "ukrainian": "uk", "belarusian": "be", "kazakh": "kk", "uzbek": "uz", "tatar": "tt", "armenian": "hy",
        "georgian": "ka", "azerbaijani": "az", "kyrgyz": "ky", "tajik": "tg", "german": "de", "french": "fr", "spanish": "es", "polish": "pl",
        "turkish": "tr", "chinese": "zh",
    ]

    /// The code of a name; anything else in lower case as it came.
    static func code(_ name: String) -> String {
        let name = name.lowercased()
        return codes[name] ?? name
    }
}
