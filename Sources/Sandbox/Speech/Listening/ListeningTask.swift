import CMatchedFilter

/// One audio under one recogniser: prepared once, then searched for clips. Lives within one call on one thread.
struct ListeningTask: ~Copyable {
    let voiced: VoicedSpans
    private let emphasised: [Float]
    private let coarse: OpaquePointer
    private let coarseCount: Int

    /// Correlation of the loudest stretch at which a clip is looked at closely, and of the whole clip at which it counts as heard.
    static let screeningThreshold: Float = 0.62
    static let hearingThreshold: Float = 0.78
    /// Places per clip and span that are looked at closely.
    static let hitsMax = 48
    /// Energy per sample under which a window is not judged.
    static let quietest: Float = 1e-8
    /// Search around a place, in samples of 8 kHz: one step of the screening rate and its own error.
    static let radius: Int32 = 6
    /// A clip may begin this long before the sound does, in seconds.
    static let margin = 0.1

    init(samples: [Float]) throws(SandboxWaveProblem) {
        voiced = VoicedSpans(samples)
        emphasised = SampleArithmetic.emphasised(samples, factor: SpeechClip.emphasis)
        let screening = try ScreeningPattern.coarse(emphasised)
        guard let prepared = mf_audio_new(screening, screening.count) else { throw .noSound }
        coarse = prepared
        coarseCount = screening.count
    }

    deinit { mf_audio_free(coarse) }

    /// Every place in these spans where one of the clips is heard.
    func candidates(_ clips: [SpeechClip], in spans: VoicedSpans) -> [Found] {
        var found: [Found] = []
        var hits = [mf_hit](repeating: mf_hit(offset: 0, score: 0), count: Self.hitsMax)
        for clip in clips {
            for span in spans.spans {
                let count = screen(clip, span, &hits)
                confirm(clip, hits.prefix(count), &found)
            }
        }
        return found
    }

    private func screen(_ clip: SpeechClip, _ span: ClosedRange<Double>, _ hits: inout [mf_hit]) -> Int {
        let rate = Double(ScreeningPattern.rate)
        let first = Int((span.lowerBound - Self.margin) * rate) + clip.pattern.offset
        let last = Int(span.upperBound * rate)
        guard first < last else { return 0 }
        let quietest = Self.quietest * Float(clip.pattern.length)
        return mf_screen(
            coarse, clip.pattern.handle.pointer, max(0, first), min(coarseCount, last), Self.screeningThreshold, quietest, &hits, hits.count)
    }

    private func confirm(_ clip: SpeechClip, _ hits: ArraySlice<mf_hit>, _ found: inout [Found]) {
        var last = -Double.infinity
        for hit in hits {
            let guess = (Int(hit.offset) - clip.pattern.offset) * (SpeechClip.rate / ScreeningPattern.rate)
            var offset = 0.0
            let score = mf_confirm(emphasised, emphasised.count, clip.emphasised, clip.emphasised.count, guess, Self.radius, &offset)
            guard score >= Self.hearingThreshold else { continue }
            let start = offset / Double(SpeechClip.rate)
            let next = Found(unit: clip.unit, voice: clip.voice, start: start, stop: start + clip.seconds, score: Double(score))
            // Neighbouring maxima of one place: the better one stays.
            if start - last < clip.seconds / 2, let index = found.indices.last {
                if next.score > found[index].score { found[index] = next }
            } else {
                found.append(next)
            }
            last = start
        }
    }
}
