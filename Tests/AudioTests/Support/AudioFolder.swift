import Audio
import Foundation

/// A folder of its own for one test, gone with it.
final class AudioFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("audio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ samples: [Int16], rate: Int, channels: Int = 1, encoding: AudioEncoding = .wave) throws -> String {
        let path = path("audio.\(encoding.rawValue)")
        let writer = try AudioFileWriter(path: path, sampleRate: rate, channels: channels, encoding: encoding)
        try writer.write(samples)
        try writer.close()
        return path
    }

    func write(_ bytes: [UInt8], name: String) throws -> String {
        try Data(bytes).write(to: url.appendingPathComponent(name))
        return path(name)
    }
}

extension RecordingCutter {
    mutating func all() throws -> [AudioPiece] {
        var pieces: [AudioPiece] = []
        while let piece = try next() { pieces.append(piece) }
        return pieces
    }
}

extension AudioPiece {
    /// The samples behind the head.
    var samples: [Int16] {
        stride(from: WaveFile.headBytes, to: wave.count - 1, by: 2).map { Int16(bitPattern: UInt16(wave[$0]) | UInt16(wave[$0 + 1]) << 8) }
    }
}
