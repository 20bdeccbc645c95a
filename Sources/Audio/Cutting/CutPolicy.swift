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
    /// Seconds of the longest piece. Speech that runs on is cut at the quietest 20 ms of the last third.
    package var maxSeconds: Double
    /// Bytes of the largest piece, as a WAV file.
    package var maxBytes: Int

    package init(
        sampleRate: Int = 16_000, joinGap: Double = 0.8, padding: Double = 0.2, minSpeech: Double = 0.15, maxSeconds: Double = 28,
        maxBytes: Int = 24_000_000
    ) {
        self.sampleRate = sampleRate
        self.joinGap = joinGap
        self.padding = padding
        self.minSpeech = minSpeech
        self.maxSeconds = maxSeconds
        self.maxBytes = maxBytes
    }
}
