/// One piece of audio to be recognised.
package struct RecognitionRequest: Sendable {
    /// A complete WAV file.
    package var wave: [UInt8]
    /// Its length in seconds.
    package var seconds: Double
    /// ISO 639-1; nil lets the model guess.
    package var language: String?
    /// Words that are likely to be said: names, products. Sent only where the model takes them.
    package var keywords: [String]
    /// True when speakers must be told apart (one channel holds both sides).
    package var wantsSpeakers: Bool
    /// Speakers who are known already; sent only where the model takes them, and then it answers with their names.
    package var voices: [KnownVoice]
    /// For all providers together.
    package var deadline: Duration

    /// A request with a deadline that suits a piece of half a minute.
    package init(
        wave: [UInt8], seconds: Double, language: String? = nil, keywords: [String] = [], wantsSpeakers: Bool = false,
        voices: [KnownVoice] = [], deadline: Duration = .seconds(60)
    ) {
        self.wave = wave
        self.seconds = seconds
        self.language = language
        self.keywords = keywords
        self.wantsSpeakers = wantsSpeakers
        self.voices = voices
        self.deadline = deadline
    }
}

/// A speaker by a sample of the voice.
package struct KnownVoice: Sendable, Hashable {
    /// Seconds a sample may be long. Source: OpenAI specification, CreateTranscriptionRequest, known_speaker_references.
    package static let seconds = 2.0...10.0

    /// What the answer calls the speaker.
    package let name: String
    /// A complete WAV file.
    package let wave: [UInt8]

    /// A speaker who is to be called `name`.
    package init(name: String, wave: [UInt8]) {
        self.name = name
        self.wave = wave
    }
}
