import ArgumentParser
import Foundation
import Sandbox

/// `voice-agent sandbox-call FILE`: made-up calls written one after another into one stereo recording, for trials of `process`.
struct SandboxCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox-call", abstract: "Write made-up calls as one stereo recording that the stand-in recogniser understands.")

    @Argument(help: "The WAV file to write.") var file: String
    @Option(help: "Length in minutes; made-up calls follow each other until it is reached. 0 writes one call.") var minutes = 0
    @Option(help: "Seed of the first call.") var seed: UInt64 = 1

    /// The longest recording written, in minutes: two hours, as `process` takes them.
    private static let minutesMax = 120
    private static let kinds: [CallKind] = [.newClient, .wantsPerson, .priceObjection, .dictatedPhone]

    func run() async throws {
        guard (0...Self.minutesMax).contains(minutes) else { throw Failure("--minutes: write a number from 0 to \(Self.minutesMax)", code: 64) }
        let calls = SandboxCalls(book: try await PhraseBook.open())
        let output = try StereoFile(path: file)
        var next = seed
        repeat {
            let kind = Self.kinds[Int(next % UInt64(Self.kinds.count))]
            if let rendered = try calls.rendered(kind, seed: next) {
                let wave = minutes == 0 ? rendered.wave : rendered.wave.part(from: 0, to: Double(minutes) * 60 - output.seconds)
                try output.append(wave)
            }
            next += 1
        } while output.seconds < Double(minutes) * 60 - 1
        try output.close()
        Console.say("\(file): \(Int(output.seconds)) s, \(next - seed) calls")
    }
}

/// A 16-bit PCM stereo WAV file that grows while it is written; one call at a time is in memory.
private final class StereoFile {
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
