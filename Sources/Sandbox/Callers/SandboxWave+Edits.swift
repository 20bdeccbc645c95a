import CMatchedFilter

/// Changes a test makes to a recording to see whether they are noticed.
extension SandboxWave {
    /// Channels in opposite order.
    package var swapped: SandboxWave { SandboxWave(sampleRate: sampleRate, channels: channels.reversed()) }

    /// One channel alone.
    package func channel(_ index: Int) -> SandboxWave {
        SandboxWave(sampleRate: sampleRate, channels: channels.indices.contains(index) ? [channels[index]] : [])
    }

    /// All channels mixed into one.
    package var mono: SandboxWave { SandboxWave(sampleRate: sampleRate, channels: [SampleArithmetic.mixed(self)]) }

    /// The part between two times in seconds.
    package func part(from start: Double, to stop: Double) -> SandboxWave {
        let range = frameRange(start, stop)
        return SandboxWave(sampleRate: sampleRate, channels: channels.map { Array($0[range]) })
    }

    /// Without the part between two times: what follows moves up.
    package func removing(from start: Double, to stop: Double) -> SandboxWave {
        let range = frameRange(start, stop)
        return SandboxWave(sampleRate: sampleRate, channels: channels.map { Array($0[..<range.lowerBound]) + Array($0[range.upperBound...]) })
    }

    /// One channel silenced between two times; nothing moves.
    package func silencing(channel: Int, from start: Double, to stop: Double) -> SandboxWave {
        var copy = self
        guard channels.indices.contains(channel) else { return copy }
        let range = frameRange(start, stop)
        copy.channels[channel].replaceSubrange(range, with: repeatElement(0, count: range.count))
        return copy
    }

    /// Another clip in place of one that was there, from its start on; what it replaces is silenced first. The recording does not grow.
    package func replacing(channel: Int, from start: Double, to stop: Double, with clip: SpeechClip) throws(SandboxWaveProblem) -> SandboxWave {
        var copy = silencing(channel: channel, from: start, to: stop)
        guard channels.indices.contains(channel) else { return copy }
        let samples = try SampleArithmetic.resample(clip.samples, from: SpeechClip.rate, to: sampleRate)
        let first = frameRange(start, stop).lowerBound
        let count = min(samples.count, copy.frames - first)
        copy.channels[channel].replaceSubrange(first..<first + count, with: samples.prefix(count))
        return copy
    }

    /// The part between two times said twice.
    package func doubling(from start: Double, to stop: Double) -> SandboxWave {
        let range = frameRange(start, stop)
        return SandboxWave(
            sampleRate: sampleRate, channels: channels.map { Array($0[..<range.upperBound]) + Array($0[range.lowerBound...]) })
    }

    /// Louder or quieter by a factor.
    package func scaled(by gain: Float) -> SandboxWave {
        var copy = self
        for index in copy.channels.indices { mf_scale(&copy.channels[index], copy.frames, gain) }
        return copy
    }

    /// With white noise of this amplitude on every channel.
    package func withNoise(amplitude: Float, seed: UInt64) -> SandboxWave {
        var random = CallRandom(seed: seed)
        var copy = self
        for index in copy.channels.indices {
            let noise = (0..<frames).map { _ in Float(random.between(-1, 1)) }
            mf_add(&copy.channels[index], noise, frames, amplitude)
        }
        return copy
    }

    /// At another sample rate.
    package func resampled(to rate: Int) throws(SandboxWaveProblem) -> SandboxWave {
        var changed: [[Float]] = []
        for channel in channels { changed.append(try SampleArithmetic.resample(channel, from: sampleRate, to: rate)) }
        return SandboxWave(sampleRate: rate, channels: changed)
    }

    private func frameRange(_ start: Double, _ stop: Double) -> Range<Int> {
        let first = min(max(0, Int((start * Double(sampleRate)).rounded())), frames)
        return first..<min(max(first, Int((stop * Double(sampleRate)).rounded())), frames)
    }
}
