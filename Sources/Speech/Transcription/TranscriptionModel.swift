/// What one transcription model takes and gives. Models come and go, so this is data: a name that is not in ``known`` gets
/// ``compatible``, and settings may replace the record.
package struct TranscriptionModel: Sendable, Hashable {
    /// 25 MB per file (speech-to-text guide), read as the smaller, decimal megabyte.
    package static let officialMaximumBytes = 25_000_000

    /// How keywords are sent.
    package enum Hints: String, Sendable, Hashable {
        /// Not at all.
        case none
        /// In `prompt`.
        case prompt
        /// In `keywords[]`.
        case keywords
    }

    /// How the language is sent.
    package enum LanguageField: String, Sendable, Hashable {
        /// As `language`.
        case single
        /// As `languages[]`.
        case list
    }

    /// Values of `response_format` that can be read here.
    package enum Format: String, Sendable, Hashable {
        /// Text only.
        case json
        /// Text with times.
        case verboseJSON = "verbose_json"
        /// Text with times and speakers.
        case diarizedJSON = "diarized_json"
    }

    /// Formats the model answers with, any order; `json` is the least.
    package var formats: Set<Format>
    /// Sends `timestamp_granularities[]=segment` along with `verbose_json`.
    package var takesGranularities = false
    /// Wants `chunking_strategy=auto` for pieces longer than this, in seconds; nil never.
    package var chunksOver: Double?
    /// Known speakers it takes by samples of their voices, with `diarized_json`; 0 none.
    package var voicesMax = 0
    /// How keywords are sent.
    package var hints = Hints.none
    /// How the language is sent.
    package var language = LanguageField.single
    /// Largest file, in bytes.
    package var maximumBytes = Self.officialMaximumBytes

    /// A model that answers with these formats and takes nothing special.
    package init(formats: Set<Format>) {
        self.formats = formats
    }

    /// The format to ask for: the one that tells most, speakers only where they are wanted.
    package func format(wantsSpeakers: Bool) -> Format {
        if wantsSpeakers, formats.contains(.diarizedJSON) { return .diarizedJSON }
        return formats.contains(.verboseJSON) ? .verboseJSON : .json
    }

    var capabilities: RecogniserCapabilities {
        var capabilities = RecogniserCapabilities()
        capabilities.givesTimes = formats.contains(.verboseJSON)
        capabilities.givesSpeakers = formats.contains(.diarizedJSON)
        capabilities.maximumBytes = maximumBytes
        return capabilities
    }
}
