import CMatchedFilter

/// What the sandbox does to samples, as functions from arrays to arrays over the C kernels.
enum SampleArithmetic {
    /// Resamples by a windowed sinc; the result lies on the same clock.
    static func resample(_ samples: [Float], from: Int, to rate: Int) throws(SandboxWaveProblem) -> [Float] {
        let count = mf_resampled_count(samples.count, Int32(from), Int32(rate))
        var status: Int32 = -1
        let result = [Float](unsafeUninitializedCapacity: max(count, 1)) { buffer, initialised in
            if count > 0, let base = buffer.baseAddress { status = mf_resample(samples, samples.count, Int32(from), Int32(rate), base) }
            initialised = status == 0 ? count : 0
        }
        guard status == 0 || samples.isEmpty else { throw .notResampled }
        return result
    }

    /// First difference with this factor, which takes weight off the lowest tones.
    static func emphasised(_ samples: [Float], factor: Float) -> [Float] {
        var copy = samples
        mf_emphasise(&copy, copy.count, factor)
        return copy
    }

    /// The mean of all channels.
    static func mixed(_ wave: SandboxWave) -> [Float] {
        guard let first = wave.channels.first, wave.channels.count > 1 else { return wave.channels.first ?? [] }
        var sum = [Float](repeating: 0, count: first.count)
        for channel in wave.channels { mf_add(&sum, channel, sum.count, 1 / Float(wave.channels.count)) }
        return sum
    }

    /// Mean square of every complete frame.
    static func framePowers(_ samples: [Float], frame: Int) -> [Float] {
        let count = samples.count / frame
        return [Float](unsafeUninitializedCapacity: max(count, 1)) { buffer, initialised in
            if count > 0, let base = buffer.baseAddress {
                mf_frame_energies(samples, samples.count, frame, base)
                mf_scale(base, count, 1 / Float(frame))
            }
            initialised = count
        }
    }
}
