/// One stretch of speech of one channel, ready to be sent to a recogniser.
package struct AudioPiece: Sendable, Equatable {
    /// From 0; 0 also when the channels were mixed.
    package let channel: Int
    /// Seconds on the recording's clock.
    package let start: Double
    /// Seconds on the recording's clock, after ``start``.
    package let stop: Double
    /// The same without the silence that was left around the speech.
    package let spokenStart: Double
    /// As ``stop``, without that silence.
    package let spokenStop: Double
    /// Up to here, on the recording's clock, the channel's piece before holds the same sound; ``start`` where it does not.
    package let heardBefore: Double
    /// A complete WAV file, mono, 16 bits.
    package let wave: [UInt8]
    /// From 0, in the order of ``start`` over all channels; the same for the same file and policy.
    package let sequence: Int

    init(channel: Int, span: ChannelCutter.Span, sampleRate: Int, sequence: Int = 0) {
        let rate = Double(sampleRate)
        self.channel = channel
        self.sequence = sequence
        start = Double(span.start) / rate
        stop = Double(span.start + span.samples.count) / rate
        spokenStart = Double(span.speech.lowerBound) / rate
        spokenStop = Double(span.speech.upperBound) / rate
        heardBefore = Double(span.heardBefore) / rate
        wave = WaveFile.encode(span.samples, sampleRate: sampleRate)
    }

    private init(_ piece: AudioPiece, sequence: Int, movedBy seconds: Double) {
        channel = piece.channel
        start = piece.start + seconds
        stop = piece.stop + seconds
        spokenStart = piece.spokenStart + seconds
        spokenStop = piece.spokenStop + seconds
        heardBefore = piece.heardBefore + seconds
        wave = piece.wave
        self.sequence = sequence
    }

    func numbered(_ sequence: Int) -> AudioPiece { AudioPiece(self, sequence: sequence, movedBy: 0) }

    /// The sound between two times on the recording's clock, as a WAV file.
    package func wave(from: Double, to: Double) -> [UInt8] {
        let samples = samples
        let rate = Double(sampleRate)
        let first = min(max(0, Int((from - start) * rate)), samples.count)
        return WaveFile.encode(Array(samples[first..<min(max(first, Int((to - start) * rate)), samples.count)]), sampleRate: sampleRate)
    }

    /// The same speech cut finer, numbered from 0.
    package func parts(_ policy: CutPolicy) -> [AudioPiece] {
        var policy = policy
        policy.sampleRate = sampleRate
        let measures = CutMeasures(policy)
        var track = ChannelTrack(sampleRate: measures.sampleRate, measures: measures)
        let spans = samples.withUnsafeBufferPointer { track.handle($0) } + track.finish()
        return spans.enumerated().map { index, span in
            AudioPiece(AudioPiece(channel: channel, span: span, sampleRate: measures.sampleRate), sequence: index, movedBy: start)
        }
    }

    private var sampleRate: Int { (0..<4).reduce(0) { $0 | Int(wave[WaveFile.rateOffset + $1]) << (8 * $1) } }

    private var samples: [Int16] {
        stride(from: WaveFile.headBytes, to: wave.count - 1, by: 2).map { Int16(bitPattern: UInt16(wave[$0]) | UInt16(wave[$0 + 1]) << 8) }
    }
}
