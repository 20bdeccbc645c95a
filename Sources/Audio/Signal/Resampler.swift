import CSpeexDSP

/// Changes the sample rate of one channel by speexdsp. The output is aligned with the input (the filter's delay is taken out), and after
/// ``finish()`` it is as long as the input was. Not for use by two tasks at once.
package final class Resampler {
    /// Samples per second of what goes in.
    package let from: Int
    /// Samples per second of what comes out.
    package let to: Int
    private let state: OpaquePointer?
    private var scratch: [Int16]
    private var taken = 0
    private var given = 0

    /// 0...10; 4 is the library's own default and beyond what a telephone line carries.
    private static let quality: Int32 = 4
    /// Samples of output made at a time.
    private static let scratchSamples = 8_192

    /// - Parameters: samples per second, both positive. Equal rates copy.
    package init(from: Int, to: Int) {
        precondition(from > 0 && to > 0, "sample rates are positive")
        self.from = from
        self.to = to
        var failure: Int32 = 0
        state = from == to ? nil : speex_resampler_init(1, UInt32(from), UInt32(to), Self.quality, &failure)
        precondition(from == to || state != nil, "speexdsp has no memory for a resampler")
        if let state { speex_resampler_skip_zeros(state) }
        scratch = state == nil ? [] : Array(repeating: 0, count: Self.scratchSamples)
    }

    deinit { if let state { speex_resampler_destroy(state) } }

    /// Takes the next samples and returns what can be said by now; the rest follows.
    package func process(_ samples: [Int16]) -> [Int16] {
        var output: [Int16] = []
        output.reserveCapacity(samples.count * to / from + 1)
        samples.withUnsafeBufferPointer { process($0, into: &output) }
        return output
    }

    /// The last samples, once.
    package func finish() -> [Int16] {
        guard let state else { return [] }
        let expected = (taken * to + from - 1) / from
        var output: [Int16] = []
        let tail = [Int16](repeating: 0, count: Int(speex_resampler_get_input_latency(state)) + from / to + 1)
        tail.withUnsafeBufferPointer { convert($0, state: state, into: &output) }
        let missing = max(0, expected - given)
        given = expected
        return Array(output.prefix(missing))
    }

    func process(_ samples: UnsafeBufferPointer<Int16>, into output: inout [Int16]) {
        let before = output.count
        if let state { convert(samples, state: state, into: &output) } else { output.append(contentsOf: samples) }
        taken += samples.count
        given += output.count - before
    }

    private func convert(_ samples: UnsafeBufferPointer<Int16>, state: OpaquePointer, into output: inout [Int16]) {
        guard let source = samples.baseAddress else { return }
        var used = 0
        scratch.withUnsafeMutableBufferPointer { room in
            while used < samples.count {
                var inCount = UInt32(clamping: samples.count - used)
                var outCount = UInt32(room.count)
                speex_resampler_process_int(state, 0, source + used, &inCount, room.baseAddress, &outCount)
                output.append(contentsOf: UnsafeBufferPointer(start: room.baseAddress, count: Int(outCount)))
                if inCount == 0 && outCount == 0 { break }
                used += Int(inCount)
            }
        }
    }
}
