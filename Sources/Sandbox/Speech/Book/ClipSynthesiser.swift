import CMatchedFilter
import Subprocess

/// Makes clips with espeak-ng: synthesis, resampling to 8 kHz, trimming, levelling.
struct ClipSynthesiser: Sendable {
    /// What `espeak-ng --version` says first; part of a clip's cache key.
    let version: String

    /// Bytes of one synthesised unit.
    static let outputLimit = 4 << 20
    /// Frames quieter than the loudest by this factor of power are trimmed at both ends; frames are 10 ms.
    static let trimRatio: Float = 1e-4
    static let trimFrame = SpeechClip.rate / 100
    /// Peak of a finished clip.
    static let peak: Float = 0.3

    /// Finds the installed synthesiser.
    static func installed() async throws(PhraseBookError) -> ClipSynthesiser {
        let bytes = try await espeak(["--version"])
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard let number = words.first(where: { $0.first?.isNumber == true }) else { throw PhraseBookError(code: .noSynthesiser) }
        return ClipSynthesiser(version: String(number))
    }

    /// Samples of one unit in one voice.
    func samples(of unit: PhraseUnit, voice: SandboxVoice) async throws(PhraseBookError) -> [Float] {
        let bytes = try await Self.espeak([
            "-v", voice.engineVoice, "-p", String(voice.pitch), "-s", String(voice.speed), "--stdout", unit.spoken,
        ])
        do {
            let wave = try SandboxWave(bytes: bytes)
            return Self.levelled(Self.trimmed(try SampleArithmetic.resample(wave.channels[0], from: wave.sampleRate, to: SpeechClip.rate)))
        } catch {
            throw PhraseBookError(code: .unreadableClip, unit: unit.id)
        }
    }

    private static func espeak(_ arguments: [String]) async throws(PhraseBookError) -> [UInt8] {
        do {
            let result = try await run(
                .name("espeak-ng"), arguments: Arguments(arguments), output: .bytes(limit: outputLimit), error: .discarded)
            guard result.terminationStatus.isSuccess else { throw PhraseBookError(code: .synthesisFailed) }
            return result.standardOutput
        } catch let error as PhraseBookError {
            throw error
        } catch {
            throw PhraseBookError(code: .noSynthesiser)
        }
    }

    private static func trimmed(_ samples: [Float]) -> [Float] {
        let powers = SampleArithmetic.framePowers(samples, frame: trimFrame)
        let floor = (powers.max() ?? 0) * trimRatio
        guard let first = powers.firstIndex(where: { $0 > floor }), let last = powers.lastIndex(where: { $0 > floor }) else { return samples }
        return Array(samples[first * trimFrame..<min(samples.count, (last + 1) * trimFrame)])
    }

    private static func levelled(_ samples: [Float]) -> [Float] {
        var copy = samples
        let loudest = mf_peak(copy, copy.count)
        if loudest > 0 { mf_scale(&copy, copy.count, peak / loudest) }
        return copy
    }
}
