import Foundation

/// How loud one channel is.
package struct ChannelLevel: Sendable, Equatable {
    /// Largest sample, 0...1 of full scale.
    package let peak: Double
    /// Root of the mean square, 0...1 of full scale.
    package let rms: Double

    /// ``peak`` in dBFS; -100 at the least.
    package var peakDecibels: Double { Self.decibels(peak) }
    /// ``rms`` in dBFS; -100 at the least.
    package var rmsDecibels: Double { Self.decibels(rms) }
    private static func decibels(_ value: Double) -> Double { value > 0 ? max(-100, 20 * log10(value)) : -100 }
}
