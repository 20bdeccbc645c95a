/// A ``CutPolicy`` in frames of 20 ms, made sane.
struct CutMeasures: Sendable, Equatable {
    let sampleRate: Int
    let frameLength: Int
    let gap: Int
    let padding: Int
    let minSpeech: Int
    let longest: Int
    /// On either side of a cut without a pause.
    let overlap: Int

    /// Frames a piece may always have, whatever the policy says: one second.
    static let shortestLimit = SpeechActivity.framesPerSecond
    /// Seconds a piece never exceeds, whatever the policy says: this is what one channel holds in memory.
    static let longestSeconds = 600.0
    /// Frames (160 ms) without speech that are a pause between words, and not the closure inside one.
    static let pause = 8

    init(_ policy: CutPolicy) {
        sampleRate = min(max(policy.sampleRate, AudioLimits.sampleRates.lowerBound), AudioLimits.sampleRates.upperBound)
        frameLength = sampleRate / SpeechActivity.framesPerSecond
        let byBytes = (policy.maxBytes - WaveFile.headBytes) / 2 / frameLength
        longest = max(Self.shortestLimit, min(Self.frames(min(policy.maxSeconds, Self.longestSeconds)), byBytes))
        padding = min(Self.frames(policy.padding), longest / 4)
        overlap = min(Self.frames(policy.overlap), longest / 8)
        // Closing waits for the padding behind the speech to have been heard.
        gap = max(1, padding, min(Self.frames(policy.joinGap), longest))
        minSpeech = max(1, Self.frames(policy.minSpeech))
    }

    private static func frames(_ seconds: Double) -> Int {
        Int((max(0, min(seconds, longestSeconds)) * Double(SpeechActivity.framesPerSecond)).rounded())
    }
}
