/// How a recording is cut into pieces for a recogniser.
package struct CutPolicy: Sendable, Equatable {
    /// Samples per second of the pieces.
    package var sampleRate: Int
    /// Seconds: a shorter silence does not end a piece.
    package var joinGap: Double
    /// Seconds kept before and behind what was said.
    package var padding: Double
    /// Seconds of speech below which a piece is a click and left out.
    package var minSpeech: Double
    /// Seconds of the longest piece. Speech that runs on is cut in the longest pause of the last third; where there is none, in its quietest moment
    /// and with an ``overlap``.
    package var maxSeconds: Double
    /// Seconds before and behind a cut without a pause that both pieces hold, so that the word it falls into is whole in one of them.
    package var overlap: Double
    /// Bytes of the largest piece, as a WAV file.
    package var maxBytes: Int

    /// A policy; what is not named has its default.
    package init(
        sampleRate: Int = 16_000, joinGap: Double = 0.8, padding: Double = 0.2, minSpeech: Double = 0.15, maxSeconds: Double = 28,
        overlap: Double = 1.5, maxBytes: Int = 24_000_000
    ) {
        self.sampleRate = sampleRate
        self.joinGap = joinGap
        self.padding = padding
        self.minSpeech = minSpeech
        self.maxSeconds = maxSeconds
        self.overlap = overlap
        self.maxBytes = maxBytes
    }

    /// One channel that carries both sides, for a recogniser that tells no speakers apart: cut at the short pauses in which the word passes on.
    package static let turns = CutPolicy(joinGap: 0.35)
    /// One channel that carries both sides, for a recogniser that tells speakers apart: its labels hold for one request, so pieces are as long as
    /// may be. Four minutes hold most calls whole, and stay far below the 25 MB of a request.
    package static let conversation = CutPolicy(joinGap: 30, maxSeconds: 240)
}
