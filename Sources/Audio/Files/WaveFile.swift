/// A whole RIFF/WAVE file in memory: 16-bit PCM, as recognisers take it.
package enum WaveFile {
    /// Bytes before the samples.
    package static let headBytes = 44
    /// Where the sample rate stands, in bytes.
    static let rateOffset = 24

    /// - Parameters:
    ///   - samples: channels interleaved.
    ///   - sampleRate: frames per second.
    package static func encode(_ samples: [Int16], sampleRate: Int, channels: Int = 1) -> [UInt8] {
        let dataBytes = samples.count * 2
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headBytes + dataBytes)
        bytes += Array("RIFF".utf8)
        append(UInt32(clamping: headBytes - 8 + dataBytes), to: &bytes)
        bytes += Array("WAVEfmt ".utf8)
        append(UInt32(16), to: &bytes)  // bytes of the format chunk
        append(UInt16(1), to: &bytes)  // PCM
        append(UInt16(clamping: channels), to: &bytes)
        append(UInt32(clamping: sampleRate), to: &bytes)
        append(UInt32(clamping: sampleRate * channels * 2), to: &bytes)
        append(UInt16(clamping: channels * 2), to: &bytes)
        append(UInt16(16), to: &bytes)  // bits per sample
        bytes += Array("data".utf8)
        append(UInt32(clamping: dataBytes), to: &bytes)
        // RIFF is little-endian, as most machines are; the others swap first.
        let stored = Int16(1).littleEndian == 1 ? samples : samples.map(\.littleEndian)
        stored.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
