/// Cuts one channel into stretches of speech. A core: takes frames of 20 ms in order and says when a stretch is complete. It never holds more than
/// the longest piece and the padding before it.
struct ChannelCutter: Sendable {
    /// A finished stretch.
    struct Span: Sendable, Equatable {
        /// Samples from the start of the recording.
        let start: Int
        let samples: [Int16]
    }

    private struct OpenSpan {
        var start: Int
        var speechFrames: Int
        /// The first frame behind the last speech.
        var speechEnd: Int
        /// It follows a cut in the middle of speech, so that however little is left, it is part of a word.
        let isContinued: Bool
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
        return surplus <= 0 ? span : Span(start: span.start, samples: span.samples.dropLast(surplus))
    }

    private mutating func begin() {
        let onset = now - 1
        let start = max(onset - measures.padding, previousEnd, firstHeld)
        forget(before: start)
        open = OpenSpan(start: start, speechFrames: 1, speechEnd: now, isContinued: false)
    }

    private mutating func close(_ span: OpenSpan) -> Span? {
        open = nil
        let end = min(now, span.speechEnd + measures.padding)
        let counts = span.isContinued ? span.speechFrames > 0 : span.speechFrames >= measures.minSpeech
        let result = counts ? take(from: span.start, to: end) : nil
        if counts { previousEnd = end }
        forgetIdle()
        return result
    }

    /// Speech runs on for too long: end the piece in the quietest frame of its last third, and go on behind it.
    private mutating func cutThrough(_ span: OpenSpan) -> Span? {
        let cut = quietest(from: span.start + measures.longest * 2 / 3, to: now - 1)
        let result = take(from: span.start, to: cut)
        forget(before: cut)
        previousEnd = cut
        let rest = frames.indices.filter { frames[$0].isSpeech }
        let speechEnd = rest.last.map { firstHeld + $0 + 1 } ?? max(cut, min(span.speechEnd, now))
        open = OpenSpan(start: cut, speechFrames: rest.count, speechEnd: speechEnd, isContinued: true)
        return result
    }

    /// Of equally quiet frames the one with the quieter neighbours, so that the cut falls into a pause and not to its edge.
    private func quietest(from: Int, to: Int) -> Int {
        var best = from
        var bestLevel = Float.infinity
        var bestAround = Float.infinity
        for number in from..<max(from + 1, to) {
            let index = number - firstHeld
            let level = frames[index].level
            let around = frames[max(0, index - 1)].level + frames[min(frames.count - 1, index + 1)].level
            if level < bestLevel || (level == bestLevel && around < bestAround) { (best, bestLevel, bestAround) = (number, level, around) }
        }
        return best
    }

    private func take(from: Int, to: Int) -> Span {
        let range = (from - firstHeld) * measures.frameLength..<(to - firstHeld) * measures.frameLength
        return Span(start: from * measures.frameLength, samples: Array(samples[range]))
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
