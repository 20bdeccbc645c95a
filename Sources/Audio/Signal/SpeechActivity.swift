import Foundation

/// Tells speech from what is always there, 20 ms at a time: the level above 150 Hz against an adaptive noise floor, with hysteresis. A core: no
/// clock, no files; feed it one channel's samples in order.
package struct SpeechActivity: Sendable {
    /// What one frame is.
    package struct Frame: Sendable, Equatable {
        /// dBFS of the part above 150 Hz; -100 is digital silence.
        package let level: Float
        /// Whether it is speech.
        package let isSpeech: Bool
    }

    /// Frames in a second.
    package static let framesPerSecond = 50
    /// dB above the noise floor where speech begins.
    package static let onset: Float = 8
    /// dB above the noise floor below which speech ends.
    package static let release: Float = 5
    /// dBFS below which nothing begins to be speech, however quiet the line.
    package static let quietestOnset: Float = -56
    static let lowest: Float = -100

    /// Samples in one frame.
    package let frameLength: Int
    private var filter: HighPass
    private var floor = NoiseFloor(framesPerWindow: framesPerSecond)
    private var isSpeaking = false

    /// - Parameter sampleRate: samples per second, any from 4 kHz on.
    package init(sampleRate: Int) {
        frameLength = max(1, sampleRate / Self.framesPerSecond)
        filter = HighPass(sampleRate: max(1, sampleRate))
    }

    /// dBFS of the noise that is always there, as far as it is known.
    package var noiseLevel: Float { floor.level }

    /// Judges the next frame; a last one may be shorter.
    package mutating func handle(_ samples: UnsafeBufferPointer<Int16>) -> Frame {
        let level = Self.decibels(filter.energy(samples), count: samples.count)
        floor.handle(level)
        let begin = max(floor.level + Self.onset, Self.quietestOnset)
        let end = begin - (Self.onset - Self.release)
        isSpeaking = isSpeaking ? level > end : level > begin
        return Frame(level: level, isSpeech: isSpeaking)
    }

    /// Judges the next frame; a last one may be shorter.
    package mutating func handle(_ samples: [Int16]) -> Frame {
        samples.withUnsafeBufferPointer { handle($0) }
    }

    private static func decibels(_ energy: Float, count: Int) -> Float {
        let power = energy / Float(max(1, count)) / (32_768 * 32_768)
        return power > 1e-10 ? max(lowest, 10 * log10(power)) : lowest
    }
}
