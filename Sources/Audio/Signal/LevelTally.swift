/// Adds up levels of interleaved samples, chunk by chunk.
struct LevelTally {
    private let info: AudioFileInfo
    private let buckets: Int
    private var frames = 0
    private var squares: [Int64]
    private var largest: [Int32]
    private var difference: Int64 = 0
    private var peaks: [[UInt8]]

    init(info: AudioFileInfo, buckets: Int) {
        self.info = info
        self.buckets = buckets
        squares = Array(repeating: 0, count: info.channels)
        largest = Array(repeating: 0, count: info.channels)
        peaks = buckets == 0 ? [] : Array(repeating: Array(repeating: 0, count: buckets), count: info.channels)
    }

    /// - Parameter samples: whole frames.
    mutating func handle(_ samples: UnsafeBufferPointer<Int16>) {
        let count = samples.count / info.channels
        for channel in 0..<info.channels { add(samples, channel: channel, count: count) }
        if info.channels == 2 { compare(samples, count: count) }
        frames += count
    }

    private mutating func add(_ samples: UnsafeBufferPointer<Int16>, channel: Int, count: Int) {
        guard let source = samples.baseAddress else { return }
        let stride = info.channels
        // A square is below 2^30 and a channel below 2^31 samples: their sum stays within 64 bits.
        var (sum, top) = (squares[channel], largest[channel])
        var done = 0
        while done < count {
            // Peaks of the stretch that falls into one bucket.
            let (bucket, end) = stretch(at: frames + done, limit: frames + count)
            var high: Int32 = 0
            var index = done
            while index < end - frames {
                let value = Int32(source[index &* stride &+ channel])
                let size = value < 0 ? 0 &- value : value
                if size > high { high = size }
                sum &+= Int64(value &* value)
                index &+= 1
            }
            if buckets > 0 { peaks[channel][bucket] = max(peaks[channel][bucket], UInt8(clamping: high >> 7)) }
            top = max(top, high)
            done = end - frames
        }
        (squares[channel], largest[channel]) = (sum, top)
    }

    /// The bucket of a frame, and the first frame behind that bucket or behind the chunk.
    private func stretch(at frame: Int, limit: Int) -> (bucket: Int, end: Int) {
        guard buckets > 0 else { return (0, limit) }
        let bucket = min(buckets - 1, frame * buckets / info.frames)
        if bucket == buckets - 1 { return (bucket, limit) }
        let next = ((bucket + 1) * info.frames + buckets - 1) / buckets
        return (bucket, max(frame + 1, min(limit, next)))
    }

    private mutating func compare(_ samples: UnsafeBufferPointer<Int16>, count: Int) {
        guard let source = samples.baseAddress else { return }
        var sum = difference
        var index = 0
        while index < count {
            let gap = Int64(source[index &* 2]) &- Int64(source[index &* 2 &+ 1])
            sum &+= gap &* gap
            index &+= 1
        }
        difference = sum
    }

    var survey: RecordingSurvey {
        let levels = squares.indices.map { channel in
            ChannelLevel(
                peak: Double(largest[channel]) / 32_768,
                rms: frames == 0 ? 0 : (Double(squares[channel]) / Double(frames)).squareRoot() / 32_768)
        }
        let energy = squares.reduce(0.0) { $0 + Double($1) }
        let alike = info.channels == 2 && energy > 0 && Double(difference) <= energy * RecordingSurvey.alikeShare
        return RecordingSurvey(info: info, levels: levels, peaks: peaks, channelsAlike: alike)
    }
}
