import Foundation

/// Takes mains hum, rumble and a constant offset out before a level is measured: a second-order Butterworth high-pass
/// (coefficients as in R. Bristow-Johnson's audio EQ cookbook).
struct HighPass: Sendable {
    /// Hz. 50 Hz hum falls by 19 dB; the formants of speech lie above.
    static let corner = 150.0

    private let b0: Float
    private let b1: Float
    private let a1: Float
    private let a2: Float
    private var z1: Float = 0
    private var z2: Float = 0

    init(sampleRate: Int) {
        let angle = 2 * Double.pi * Self.corner / Double(sampleRate)
        let alpha = sin(angle) / 2.0.squareRoot()
        let scale = 1 / (1 + alpha)
        b0 = Float((1 + cos(angle)) / 2 * scale)
        b1 = Float(-(1 + cos(angle)) * scale)
        a1 = Float(-2 * cos(angle) * scale)
        a2 = Float((1 - alpha) * scale)
    }

    /// Filters the samples and returns the sum of the squares of what passes.
    mutating func energy(_ samples: UnsafeBufferPointer<Int16>) -> Float {
        guard let source = samples.baseAddress else { return 0 }
        var (one, two, sum) = (z1, z2, Float(0))
        let (b0, b1, a1, a2) = (b0, b1, a1, a2)
        var index = 0
        let count = samples.count
        while index < count {
            let input = Float(source[index])
            let output = b0 * input + one
            one = b1 * input - a1 * output + two
            two = b0 * input - a2 * output
            sum += output * output
            index &+= 1
        }
        // Once the input is silent the state decays for ever; below a hundredth of a step it is nothing, and slow to calculate with.
        z1 = abs(one) < 0.01 ? 0 : one
        z2 = abs(two) < 0.01 ? 0 : two
        return sum
    }
}
