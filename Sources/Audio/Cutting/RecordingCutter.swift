/// Cuts a recorded call into pieces for a recogniser, while it reads: each channel by its own silences, all pieces in the order of their starts.
/// What it holds is bounded by the policy's longest piece per channel, whatever the recording's length. A channel on which nobody speaks gives
/// none. Copies share the open file: use one.
package struct RecordingCutter {
    /// What the file is.
    package let info: AudioFileInfo
    /// The most bytes of samples and pieces that were held at once; for tests and benchmarks.
    package private(set) var peakHeldBytes = 0

    private let reader: AudioFileReader
    private let measures: CutMeasures
    private let isMixed: Bool
    private var tracks: [ChannelTrack]
    private var queue = PieceQueue()
    private var lane = [Int16](repeating: 0, count: AudioLimits.chunkFrames)
    private var isFinished = false

    /// - Parameter mixdown: all channels as one, for recordings whose channels are no sides.
    /// - Throws: as ``AudioFileReader/init(path:)``.
    package init(path: String, policy: CutPolicy = CutPolicy(), mixdown: Bool = false) throws(AudioError) {
        try self.init(path: path, mixdown: mixdown) { _ throws(AudioError) in policy }
    }

    /// - Parameter policy: told by the file's head; may refuse the file.
    /// - Throws: as ``AudioFileReader/init(path:)``, and what `policy` throws.
    package init(path: String, mixdown: Bool = false, policy: (AudioFileInfo) throws(AudioError) -> CutPolicy) throws(AudioError) {
        reader = try AudioFileReader(path: path)
        info = reader.info
        measures = CutMeasures(try policy(info))
        isMixed = mixdown && info.channels > 1
        tracks = []
        for _ in 0..<(isMixed ? 1 : info.channels) { tracks.append(ChannelTrack(sampleRate: info.sampleRate, measures: measures)) }
    }

    /// Seconds of the recording that have been read; for a progress bar.
    package var secondsRead: Double { Double(reader.framesRead) / Double(info.sampleRate) }
    /// The file breaks off before its end; the pieces are of what came before. Certain only after the last piece.
    package var isCutShort: Bool { reader.isCutShort }

    /// The next piece, nil after the last.
    /// - Throws: as ``AudioFileReader/read(frames:)``.
    package mutating func next() throws(AudioError) -> AudioPiece? {
        while true {
            if let piece = queue.next(before: horizon) { return piece }
            if isFinished { return nil }
            try advance()
        }
    }

    private var horizon: Double? {
        isFinished ? nil : tracks.map(\.nextStart).min().map { Double($0) / Double(measures.sampleRate) }
    }

    private mutating func advance() throws(AudioError) {
        let samples = try reader.read(frames: AudioLimits.chunkFrames)
        isFinished = samples.isEmpty
        for index in tracks.indices {
            let spans = isFinished ? tracks[index].finish() : feed(samples, to: index)
            for span in spans { queue.add(channel: index, span: span, sampleRate: measures.sampleRate) }
        }
        peakHeldBytes = max(peakHeldBytes, tracks.reduce(queue.heldBytes) { $0 + $1.heldSamples * 2 })
    }

    private mutating func feed(_ samples: [Int16], to index: Int) -> [ChannelCutter.Span] {
        let channels = info.channels
        if channels == 1 { return samples.withUnsafeBufferPointer { tracks[index].handle($0) } }
        let count = samples.count / channels
        let isMixed = isMixed
        samples.withUnsafeBufferPointer { source in
            lane.withUnsafeMutableBufferPointer { target in
                if isMixed {
                    Self.mix(source, channels: channels, into: target, count: count)
                } else {
                    Self.pick(source, channel: index, channels: channels, into: target, count: count)
                }
            }
        }
        return lane.withUnsafeBufferPointer { tracks[index].handle(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    private static func pick(
        _ source: UnsafeBufferPointer<Int16>, channel: Int, channels: Int, into target: UnsafeMutableBufferPointer<Int16>, count: Int
    ) {
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        var index = 0
        while index < count {
            target[index] = source[index &* channels &+ channel]
            index &+= 1
        }
    }

    private static func mix(_ source: UnsafeBufferPointer<Int16>, channels: Int, into target: UnsafeMutableBufferPointer<Int16>, count: Int) {
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        var index = 0
        while index < count {
            var sum: Int32 = 0
            var channel = 0
            while channel < channels {
                sum &+= Int32(source[index &* channels &+ channel])
                channel &+= 1
            }
            target[index] = Int16(truncatingIfNeeded: sum / Int32(channels))
            index &+= 1
        }
    }
}
