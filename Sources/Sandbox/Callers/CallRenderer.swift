import CMatchedFilter

/// A recorded call and its sound.
package struct RenderedCall: Sendable {
    /// The call with the times of its lines and phrases.
    package let call: RecordedCall
    /// Stereo, client on channel 0, operator on channel 1.
    package let wave: SandboxWave
}

/// Lays the clips of a call on the clock: pauses between turns, within lines and between dictated numbers, and a low noise floor, all by the call's seed.
package struct CallRenderer: Sendable {
    package let book: PhraseBook
    /// 8000 or 16000.
    package let sampleRate: Int

    /// Pauses in seconds.
    static let lead = 0.4...0.9
    static let betweenTurns = 0.3...1.2
    static let beforeSameSide = 1.5...2.5
    static let withinLine = 0.08...0.28
    static let withinNumber = 0.05...0.14
    static let tail = 0.4...0.8
    /// Length of a recording in which nobody speaks, in seconds.
    static let emptySeconds = 6.0...9.0
    /// Amplitude of the noise floor (-62 dB of full scale) and length of the noise that is repeated, in samples.
    static let noise: Float = 0.0008
    static let noisePeriod = 7_919

    package init(book: PhraseBook, sampleRate: Int = 8_000) {
        self.book = book
        self.sampleRate = sampleRate
    }

    /// The stereo recording; nil for a missed call.
    package func render(_ call: RecordedCall) throws -> RenderedCall? {
        guard call.kind != .missed else { return nil }
        var random = CallRandom(seed: call.seed ^ 0x5EED_0F_50_0D)
        let timed = try place(call, &random)
        let frames = Int(timed.seconds * Double(SpeechClip.rate))
        var channels = CallSide.allCases.map { _ in Self.noise(frames, &random) }
        for line in timed.lines {
            for placement in line.placements {
                let clip = try book.clip(placement.phrase, voice: timed.voice(of: line.side))
                Self.lay(clip.samples, at: placement.start, on: &channels[line.side.channel])
            }
        }
        if sampleRate != SpeechClip.rate {
            channels = try channels.map { try SampleArithmetic.resample($0, from: SpeechClip.rate, to: sampleRate) }
        }
        return RenderedCall(call: timed, wave: SandboxWave(sampleRate: sampleRate, channels: channels))
    }

    private func place(_ call: RecordedCall, _ random: inout CallRandom) throws(PhraseBookError) -> RecordedCall {
        var timed = call
        var clock = Self.pause(Self.lead, &random)
        for index in timed.lines.indices {
            if index > 0 {
                let same = timed.lines[index].side == timed.lines[index - 1].side
                clock += Self.pause(same ? Self.beforeSameSide : Self.betweenTurns, &random)
            }
            try place(&timed.lines[index], call.voice(of: timed.lines[index].side), &clock, &random)
        }
        timed.seconds = timed.lines.isEmpty ? Self.pause(Self.emptySeconds, &random) : clock + Self.pause(Self.tail, &random)
        return timed
    }

    private func place(_ line: inout SpokenLine, _ voice: SandboxVoice, _ clock: inout Double, _ random: inout CallRandom) throws(PhraseBookError) {
        line.placements = []
        var before: PhraseUnit?
        for phrase in line.phrases {
            let clip = try book.clip(phrase, voice: voice)
            if let before {
                let isNumber = before.group == "number" && clip.unit.group == "number"
                clock += Self.pause(isNumber ? Self.withinNumber : Self.withinLine, &random)
            }
            // Clips start on a sample, so that what is written down is what is rendered.
            let start = (clock * Double(SpeechClip.rate)).rounded() / Double(SpeechClip.rate)
            clock = start + clip.seconds
            line.placements.append(PhrasePlacement(phrase: phrase, start: start, stop: clock))
            before = clip.unit
        }
        line.start = line.placements.first?.start ?? clock
        line.stop = clock
    }

    private static func pause(_ range: ClosedRange<Double>, _ random: inout CallRandom) -> Double {
        random.between(range.lowerBound, range.upperBound)
    }

    private static func noise(_ frames: Int, _ random: inout CallRandom) -> [Float] {
        let period = (0..<noisePeriod).map { _ in Float(random.between(-1, 1)) * noise }
        var samples: [Float] = []
        samples.reserveCapacity(frames + noisePeriod)
        while samples.count < frames { samples += period }
        samples.removeLast(samples.count - frames)
        return samples
    }

    private static func lay(_ clip: [Float], at start: Double, on channel: inout [Float]) {
        let offset = Int((start * Double(SpeechClip.rate)).rounded())
        guard offset >= 0, offset + clip.count <= channel.count else { return }
        channel.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            mf_add(base + offset, clip, clip.count, 1)
        }
    }
}
