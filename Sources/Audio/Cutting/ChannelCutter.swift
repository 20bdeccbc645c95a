/// Cuts one channel into stretches of speech. A core: takes frames of 20 ms in order and says when a stretch is complete. It never holds more than
/// the longest piece and the padding before it.
struct ChannelCutter: Sendable {
    /// A finished stretch. Places are samples from the start of the recording.
    struct Span: Sendable, Equatable {
        let start: Int
        let samples: [Int16]
        /// Without the padding around it.
        let speech: Range<Int>
        /// The stretch before holds everything up to here, too.
        let heardBefore: Int
    }

    private struct OpenSpan {
        var start: Int
        var speechStart: Int
        var speechFrames: Int
        /// The first frame behind the last speech.
        var speechEnd: Int
        /// It follows a cut in the middle of speech, so that however little is left, it is part of a word. What the stretch before holds counts as
        /// nothing: frames up to here.
        var continuesFrom: Int?
    }

    private let measures: CutMeasures
    private var activity: SpeechActivity
    private var samples: [Int16] = []
    private var frames: [SpeechActivity.Frame] = []
    /// Number, from the start of the recording, of the first frame that is held.
    private var firstHeld = 0
    private var open: OpenSpan?
    private var previousEnd = 0

    /// Frames without use that are let pile up before they are dropped at one go.
    private static let idleSlack = 50

    init(_ measures: CutMeasures) {
        self.measures = measures
        activity = SpeechActivity(sampleRate: measures.sampleRate)
    }

    /// Frames taken so far.
    private var now: Int { firstHeld + frames.count }
    var heldSamples: Int { samples.count }

    /// No span that is still to come starts before this sample.
    var nextStart: Int { (open?.start ?? max(previousEnd, now - measures.padding)) * measures.frameLength }

    /// - Parameter frame: exactly 20 ms.
    mutating func handle(_ frame: UnsafeBufferPointer<Int16>) -> Span? {
        let judged = activity.handle(frame)
        samples.append(contentsOf: frame)
        frames.append(judged)
        guard var current = open else {
            if judged.isSpeech { begin() } else { forgetIdle() }
            return nil
        }
        if judged.isSpeech {
            current.speechFrames += 1
            current.speechEnd = now
            open = current
        }
        if now - current.speechEnd >= measures.gap { return close(current) }
        if now - current.start >= measures.longest { return cutThrough(current) }
        return nil
    }

    /// The end of the recording.
    /// - Parameter total: samples there really were; the last frame may have been filled up.
    mutating func finish(total: Int) -> Span? {
        guard let current = open, let span = close(current) else { return nil }
        let surplus = span.start + span.samples.count - total
        guard surplus > 0 else { return span }
        let speech = min(span.speech.lowerBound, total)..<min(span.speech.upperBound, total)
        return Span(start: span.start, samples: span.samples.dropLast(surplus), speech: speech, heardBefore: span.heardBefore)
    }

    private mutating func begin() {
        let onset = now - 1
        let start = max(onset - measures.padding, previousEnd, firstHeld)
        forget(before: start)
        open = OpenSpan(start: start, speechStart: onset, speechFrames: 1, speechEnd: now)
    }

    private mutating func close(_ span: OpenSpan) -> Span? {
        open = nil
        let end = min(now, span.speechEnd + measures.padding)
        let counts = span.continuesFrom == nil ? span.speechFrames >= measures.minSpeech : span.speechFrames > 0
        let result = counts ? take(span, to: end, speechEnd: span.speechEnd) : nil
        previousEnd = max(previousEnd, counts ? end : 0, span.continuesFrom ?? 0)
        forgetIdle()
        return result
    }

    /// Speech runs on for too long: end the piece in a pause of its last third; where there is none, let both pieces hold what is around the cut.
    private mutating func cutThrough(_ span: OpenSpan) -> Span? {
        let from = span.start + measures.longest * 2 / 3 - firstHeld
        let forced = ForcedCut(frames[from...], overlap: measures.overlap)
        let cut = firstHeld + forced.index
        let overlap = forced.isClean ? 0 : measures.overlap
        let end = min(now, cut + overlap)
        let result = take(span, to: end, speechEnd: end)
        let next = max(cut - overlap, span.start + 1)
        forget(before: next)
        previousEnd = next
        let fresh = (end..<now).filter { frames[$0 - firstHeld].isSpeech }
        let speechStart = frames.firstIndex(where: \.isSpeech).map { firstHeld + $0 } ?? cut
        open = OpenSpan(start: next, speechStart: speechStart, speechFrames: fresh.count, speechEnd: (fresh.last ?? end - 1) + 1, continuesFrom: end)
        return result
    }

    private func take(_ span: OpenSpan, to end: Int, speechEnd: Int) -> Span {
        let length = measures.frameLength
        let range = (span.start - firstHeld) * length..<(end - firstHeld) * length
        let speech = span.speechStart..<max(span.speechStart, min(speechEnd, end))
        return Span(
            start: span.start * length, samples: Array(samples[range]), speech: speech.lowerBound * length..<speech.upperBound * length,
            heardBefore: max(span.start, span.continuesFrom ?? 0) * length)
    }

    private mutating func forgetIdle() {
        if frames.count > measures.padding + Self.idleSlack { forget(before: now - measures.padding) }
    }

    private mutating func forget(before frame: Int) {
        let count = min(frames.count, frame - firstHeld)
        guard count > 0 else { return }
        frames.removeFirst(count)
        samples.removeFirst(count * measures.frameLength)
        firstHeld += count
    }
}
