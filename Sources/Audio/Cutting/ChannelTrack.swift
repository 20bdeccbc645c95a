/// One channel on its way: resampled, divided into frames, cut.
struct ChannelTrack {
    private let resampler: Resampler
    private let measures: CutMeasures
    private var cutter: ChannelCutter
    /// Resampled samples that do not fill a frame yet.
    private var rest: [Int16] = []
    private var total = 0

    init(sampleRate: Int, measures: CutMeasures) {
        self.measures = measures
        resampler = Resampler(from: sampleRate, to: measures.sampleRate)
        cutter = ChannelCutter(measures)
    }

    var nextStart: Int { cutter.nextStart }
    var heldSamples: Int { cutter.heldSamples + rest.count }

    mutating func handle(_ samples: UnsafeBufferPointer<Int16>) -> [ChannelCutter.Span] {
        let before = rest.count
        resampler.process(samples, into: &rest)
        total += rest.count - before
        return cutFrames()
    }

    mutating func finish() -> [ChannelCutter.Span] {
        let tail = resampler.finish()
        rest += tail
        total += tail.count
        let over = rest.count % measures.frameLength
        if over > 0 { rest += Array(repeating: 0, count: measures.frameLength - over) }
        var spans = cutFrames()
        if let last = cutter.finish(total: total) { spans.append(last) }
        return spans
    }

    private mutating func cutFrames() -> [ChannelCutter.Span] {
        var spans: [ChannelCutter.Span] = []
        let length = measures.frameLength
        let whole = rest.count / length * length
        rest.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < whole {
                if let span = cutter.handle(UnsafeBufferPointer(rebasing: buffer[start..<start + length])) { spans.append(span) }
                start += length
            }
        }
        rest.removeFirst(whole)
        return spans
    }
}
