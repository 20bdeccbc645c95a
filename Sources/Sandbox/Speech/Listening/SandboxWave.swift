import CMatchedFilter

/// Sound of a sandbox call: floats in -1...1, one array per channel, all of one length. The sandbox's own reader and writer of 16-bit PCM WAV files.
package struct SandboxWave: Sendable, Equatable {
    package var sampleRate: Int
    package var channels: [[Float]]

    /// Samples of one channel.
    package var frames: Int { channels.first?.count ?? 0 }
    /// Length in seconds.
    package var seconds: Double { sampleRate > 0 ? Double(frames) / Double(sampleRate) : 0 }

    /// Largest number of channels and the sample rates that are taken.
    static let channelsMax = 8
    static let sampleRates = 4_000...192_000

    package init(sampleRate: Int, channels: [[Float]]) {
        self.sampleRate = sampleRate
        self.channels = channels
    }

    /// Reads a RIFF/WAVE file of 16-bit PCM. A data length that runs past the end (as written to a pipe) means "to the end".
    package init(bytes: [UInt8]) throws(SandboxWaveProblem) {
        guard bytes.count >= 12, Self.tag(bytes, 0) == "RIFF", Self.tag(bytes, 8) == "WAVE" else { throw .notWave }
        var offset = 12
        var format: (channels: Int, rate: Int)?
        while offset + 8 <= bytes.count {
            let size = Self.number(bytes, offset + 4, 4)
            let body = offset + 8
            switch Self.tag(bytes, offset) {
            case "fmt ":
                format = try Self.format(bytes, body, size)
            case "data":
                guard let format else { throw .notWave }
                self = Self.samples(bytes[body..<min(bytes.count, body + size)], format)
                return
            default:
                break
            }
            offset = body + size + size % 2
        }
        throw .noSound
    }

    private static func format(_ bytes: [UInt8], _ body: Int, _ size: Int) throws(SandboxWaveProblem) -> (channels: Int, rate: Int) {
        guard size >= 16, body + size <= bytes.count else { throw .notWave }
        let coding = number(bytes, body, 2)
        // 0xFFFE is WAVE_FORMAT_EXTENSIBLE; its sub-format begins with the plain code.
        let plain = coding == 0xFFFE && size >= 26 ? number(bytes, body + 24, 2) : coding
        let channels = number(bytes, body + 2, 2)
        let rate = number(bytes, body + 4, 4)
        guard plain == 1, number(bytes, body + 14, 2) == 16, (1...channelsMax).contains(channels), sampleRates.contains(rate) else {
            throw .unsupported
        }
        return (channels, rate)
    }

    private static func samples(_ data: ArraySlice<UInt8>, _ format: (channels: Int, rate: Int)) -> SandboxWave {
        let frames = data.count / 2 / format.channels
        var pcm = [Int16](repeating: 0, count: frames * format.channels)
        pcm.withUnsafeMutableBytes { target in
            data.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(target.count))) }
        }
        let channels = (0..<format.channels).map { channel in
            [Float](unsafeUninitializedCapacity: frames) { buffer, count in
                if frames > 0, let base = buffer.baseAddress { mf_from_pcm(pcm, frames, Int32(format.channels), Int32(channel), base) }
                count = frames
            }
        }
        return SandboxWave(sampleRate: format.rate, channels: channels)
    }

    /// The whole WAV file, 16-bit PCM.
    package func encoded() -> [UInt8] {
        var pcm = [Int16](repeating: 0, count: frames * channels.count)
        for (index, channel) in channels.enumerated() {
            mf_to_pcm(channel, frames, Int32(channels.count), Int32(index), &pcm)
        }
        let body = pcm.withUnsafeBytes { Array($0) }
        var file = Array("RIFF".utf8) + Self.bytes(36 + body.count, 4) + Array("WAVEfmt ".utf8)
        file += Self.bytes(16, 4) + Self.bytes(1, 2) + Self.bytes(channels.count, 2) + Self.bytes(sampleRate, 4)
        file += Self.bytes(sampleRate * channels.count * 2, 4) + Self.bytes(channels.count * 2, 2) + Self.bytes(16, 2)
        return file + Array("data".utf8) + Self.bytes(body.count, 4) + body
    }

    private static func tag(_ bytes: [UInt8], _ offset: Int) -> String {
        String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// Why bytes are no sound the sandbox can read.
package enum SandboxWaveProblem: Error, Hashable, CustomStringConvertible {
    case notWave
    case unsupported
    case noSound
    case notResampled

    package var description: String {
        switch self {
        case .notWave: "This is no WAV file. Send RIFF/WAVE."
        case .unsupported: "The WAV file's coding is not supported here. Send 16-bit PCM with 1 to 8 channels."
        case .noSound: "The WAV file has no sound in it. Send a file with a data chunk."
        case .notResampled: "The sample rate cannot be converted to 8 kHz. Send 8000, 16000, 44100 or 48000 Hz."
        }
    }
}
