import Foundation
import Sandbox

/// A 16-bit PCM stereo WAV file that grows while it is written; one call at a time is in memory.
final class StereoFile {
    private let handle: FileHandle
    private var dataBytes = 0
    private var sampleRate = 8_000

    private static let headerBytes = 44
    private static let frameBytes = 4

    init(path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(count: Self.headerBytes)) else {
            throw Failure("\(path) cannot be written: check the folder", code: 64)
        }
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
    }

    var seconds: Double { Double(dataBytes / Self.frameBytes) / Double(sampleRate) }

    func append(_ wave: SandboxWave) throws {
        sampleRate = wave.sampleRate
        let data = Data(wave.encoded().dropFirst(Self.headerBytes))
        try handle.write(contentsOf: data)
        dataBytes += data.count
    }

    /// Writes the header, which needs the length.
    func close() throws {
        var header = Data("RIFF".utf8)
        func add(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { header.append(contentsOf: $0) } }
        func add(_ value: UInt16) { withUnsafeBytes(of: value.littleEndian) { header.append(contentsOf: $0) } }
        add(UInt32(Self.headerBytes - 8 + dataBytes))
        header.append(Data("WAVEfmt ".utf8))
        add(UInt32(16))
        add(UInt16(1))
        add(UInt16(2))
        add(UInt32(sampleRate))
        add(UInt32(sampleRate * Self.frameBytes))
        add(UInt16(Self.frameBytes))
        add(UInt16(16))
        header.append(Data("data".utf8))
        add(UInt32(dataBytes))
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: header)
        try handle.close()
    }
}
