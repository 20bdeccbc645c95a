/// What was heard.
package struct Recognition: Sendable, Codable, Hashable {
    /// Everything, without white space around it; empty for silence.
    package var text: String
    /// ISO 639-1 where the answer or the request tells.
    package var language: String?
    /// In time order; empty when the model gives no times.
    package var segments: [RecognisedSegment]
    /// The provider that answered.
    package var provider: String
    /// The model that answered.
    package var model: String

    /// An answer signed by its provider and model.
    package init(text: String, language: String? = nil, segments: [RecognisedSegment] = [], provider: String, model: String) {
        self.text = SpokenText.clean(text)
        self.language = language
        self.segments = segments
        self.provider = provider
        self.model = model
    }
}

/// A stretch of the text with its time.
package struct RecognisedSegment: Sendable, Codable, Hashable {
    /// Seconds from the beginning of the piece.
    package var start: Double
    /// Seconds from the beginning of the piece.
    package var stop: Double
    /// What was said.
    package var text: String
    /// The provider's mark of the speaker ("A", "B"...), if it tells speakers apart.
    package var speaker: String?

    /// A stretch of the text.
    package init(start: Double, stop: Double, text: String, speaker: String? = nil) {
        self.start = start
        self.stop = stop
        self.text = SpokenText.clean(text)
        self.speaker = speaker
    }
}
