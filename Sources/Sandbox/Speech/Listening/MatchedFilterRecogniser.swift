/// A recogniser that really listens: it finds the clips of a phrase book in the audio by normalised correlation, so that lost, doubled or reordered audio
/// comes out as lost, doubled or reordered words. It knows nothing of what was meant to be said.
package struct MatchedFilterRecogniser: Sendable {
    package let book: PhraseBook

    /// Sound from the beginning that decides which voice is tried first, and what may stay unexplained, in seconds.
    static let tasteSeconds = 1.5
    /// Spans closer than this are searched as one, in seconds.
    static let searchGap = 0.4

    package init(book: PhraseBook) { self.book = book }

    /// Finds in order of time. The audio is a WAV file of any usual rate; several channels are mixed.
    package func recognise(_ wave: [UInt8]) throws(SandboxWaveProblem) -> [Found] {
        try recognise(SandboxWave(bytes: wave))
    }

    /// Finds in order of time.
    package func recognise(_ wave: SandboxWave) throws(SandboxWaveProblem) -> [Found] {
        let mixed = SampleArithmetic.mixed(wave)
        let samples = try SampleArithmetic.resample(mixed, from: wave.sampleRate, to: SpeechClip.rate)
        guard !samples.isEmpty else { return [] }
        let task = try ListeningTask(samples: samples)
        guard !task.voiced.spans.isEmpty else { return [] }
        var candidates: [Found] = []
        for voice in likelyVoices(task) {
            let rest = task.voiced.without(Explanation(of: candidates).chosen)
            guard !rest.spans.isEmpty else { break }
            candidates += task.candidates(book.clips[voice] ?? [], in: rest.merged(gap: Self.searchGap))
        }
        return Explanation(of: candidates).chosen
    }

    /// Voices in the order in which they explain the beginning of the audio.
    private func likelyVoices(_ task: borrowing ListeningTask) -> [SandboxVoice] {
        let taste = task.voiced.beginning(seconds: Self.tasteSeconds).merged(gap: Self.searchGap)
        let ranked = book.clips.keys.sorted().map { voice in
            (voice: voice, weight: Explanation(of: task.candidates(book.clips[voice] ?? [], in: taste)).weight)
        }
        return ranked.sorted { ($1.weight, $0.voice) < ($0.weight, $1.voice) }.map(\.voice)
    }
}
