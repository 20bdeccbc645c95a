import CMatchedFilter

/// One unit said by one voice: the samples a rendered call is made of, and what the recogniser listens for.
package final class SpeechClip: Sendable {
    package let unit: PhraseUnit
    package let voice: SandboxVoice
    /// Samples at `rate`, trimmed of silence.
    package let samples: [Float]
    /// The same, emphasised: what the full-length comparison uses.
    let emphasised: [Float]
    let pattern: ScreeningPattern

    /// Samples per second of every clip.
    package static let rate = 8_000
    /// Weight that low tones lose; the recogniser treats the audio alike.
    static let emphasis: Float = 0.6

    /// Length in seconds.
    package var seconds: Double { Double(samples.count) / Double(Self.rate) }

    init(unit: PhraseUnit, voice: SandboxVoice, samples: [Float]) throws(SandboxWaveProblem) {
        self.unit = unit
        self.voice = voice
        self.samples = samples
        emphasised = SampleArithmetic.emphasised(samples, factor: Self.emphasis)
        pattern = try ScreeningPattern(emphasised)
    }
}

/// The loudest stretch of a clip at the screening rate, transformed.
final class ScreeningPattern: Sendable {
    /// Samples per second of the screening stage, and the rate that bounds its bandwidth: oversampled twice, so that a peak is not missed between samples.
    static let rate = 4_000
    static let bandRate = 2_000
    /// Lengths are cut to a multiple of this many samples, so that few different ones occur.
    static let lengthStep = 64

    /// Offset of the stretch in the clip and its length, in samples of `rate`.
    let offset: Int
    let length: Int
    let handle: TemplateHandle

    /// Owner of a C template. Unchecked, because the template is never changed after it was made and is freed with its only owner.
    final class TemplateHandle: @unchecked Sendable {
        let pointer: OpaquePointer
        init?(_ samples: ArraySlice<Float>) {
            guard let made = samples.withUnsafeBufferPointer({ mf_template_new($0.baseAddress, $0.count) }) else { return nil }
            pointer = made
        }
        deinit { mf_template_free(pointer) }
    }

    init(_ emphasised: [Float]) throws(SandboxWaveProblem) {
        let coarse = try Self.coarse(emphasised)
        let whole = min(coarse.count, Int(MF_TEMPLATE_MAX))
        length = whole >= Self.lengthStep ? whole / Self.lengthStep * Self.lengthStep : whole
        offset = mf_loudest_window(coarse, coarse.count, length)
        guard let handle = TemplateHandle(coarse[offset..<offset + length]) else { throw .noSound }
        self.handle = handle
    }

    /// Samples at 8 kHz as the screening stage sees them.
    static func coarse(_ samples: [Float]) throws(SandboxWaveProblem) -> [Float] {
        let band = try SampleArithmetic.resample(samples, from: SpeechClip.rate, to: bandRate)
        return try SampleArithmetic.resample(band, from: bandRate, to: rate)
    }
}
