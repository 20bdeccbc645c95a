import Foundation

/// Signals made here, so that a test knows what is in them.
enum Synth {
    static func amplitude(_ decibels: Double) -> Double { 32_768 * pow(10, decibels / 20) }

    static func silence(_ seconds: Double, rate: Int) -> [Int16] { Array(repeating: 0, count: Int(seconds * Double(rate))) }

    /// A sine whose root mean square is `level` dBFS.
    static func tone(_ seconds: Double, rate: Int, hertz: Double, level: Double = -20) -> [Int16] {
        let peak = amplitude(level) * 2.0.squareRoot()
        let step = 2 * Double.pi * hertz / Double(rate)
        return (0..<Int(seconds * Double(rate))).map { Int16(clamping: Int((peak * sin(step * Double($0))).rounded())) }
    }

    /// White noise whose root mean square is `level` dBFS; the same for the same seed.
    static func noise(_ seconds: Double, rate: Int, level: Double, seed: UInt64 = 1) -> [Int16] {
        var random = SeededRandom(seed: seed)
        let peak = amplitude(level) * 3.0.squareRoot()
        return (0..<Int(seconds * Double(rate))).map { _ in Int16(clamping: Int((peak * random.signed()).rounded())) }
    }

    /// Like a voice: harmonics of 140 Hz in syllables, four a second, that fall near to silence between.
    static func voice(_ seconds: Double, rate: Int, level: Double = -20) -> [Int16] {
        let peak = amplitude(level)
        return (0..<Int(seconds * Double(rate))).map { index in
            let time = Double(index) / Double(rate)
            let syllable = abs(sin(4 * Double.pi * time)) + 0.05
            let sum = sin(2 * .pi * 280 * time) + 0.7 * sin(2 * .pi * 700 * time) + 0.4 * sin(2 * .pi * 1_540 * time)
            return Int16(clamping: Int((peak * syllable * sum).rounded()))
        }
    }

    /// Sample by sample, as long as the longer one.
    static func mix(_ one: [Int16], _ other: [Int16]) -> [Int16] {
        let added = one.count < other.count ? one : other
        var sum = one.count < other.count ? other : one
        for index in added.indices { sum[index] = Int16(clamping: Int(sum[index]) + Int(added[index])) }
        return sum
    }

    /// Channels of one length, interleaved.
    static func interleave(_ channels: [[Int16]]) -> [Int16] {
        var result: [Int16] = []
        let length = channels.map(\.count).max() ?? 0
        result.reserveCapacity(length * channels.count)
        for index in 0..<length { for channel in channels { result.append(index < channel.count ? channel[index] : 0) } }
        return result
    }

    static func rms(_ samples: some Collection<Int16>) -> Double {
        let sum = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        return samples.isEmpty ? -100 : 20 * log10(max(1e-5, (sum / Double(samples.count)).squareRoot() / 32_768))
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// -1...1
    mutating func signed() -> Double { Double(Int64(bitPattern: next()) >> 11) / Double(1 << 52) }
}
