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
    /// For all providers together.
    package var deadline: Duration

    /// A request with a deadline that suits a piece of half a minute.
    package init(
        wave: [UInt8], seconds: Double, language: String? = nil, keywords: [String] = [], wantsSpeakers: Bool = false,
        deadline: Duration = .seconds(60)
    ) {
        self.wave = wave
        self.seconds = seconds
        self.language = language
        self.keywords = keywords
        self.wantsSpeakers = wantsSpeakers
        self.deadline = deadline
    }
}
