import CMatchedFilter
import Crypto
import Foundation

/// Synthesised clips on disk, by content: the name of a file is the hash of everything that shaped its sound.
struct ClipCache: Sendable {
    let directory: URL

    /// Changes when the making of clips changes.
    static let format = "clip-1"

    init(directory: URL) throws(PhraseBookError) {
        self.directory = directory
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        } catch {
            throw PhraseBookError(code: .cacheNotWritable)
        }
    }

    /// File of a unit in a voice.
    func file(unit: PhraseUnit, voice: SandboxVoice, version: String) -> URL {
        let parts = [Self.format, version, voice.engineVoice, String(voice.pitch), String(voice.speed), unit.spoken]
        let digest = SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8))
        let name = digest.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return directory.appending(path: name + ".pcm")
    }

    /// Samples of a file, nil when it is absent or empty.
    func read(_ file: URL) -> [Float]? {
        guard let data = try? Data(contentsOf: file), data.count >= 2 else { return nil }
        let count = data.count / 2
        let pcm = [Int16](unsafeUninitializedCapacity: count) { buffer, initialised in
            _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), from: 0..<count * 2)
            initialised = count
        }
        return [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
            if let base = buffer.baseAddress { mf_from_pcm(pcm, count, 1, 0, base) }
            initialised = count
        }
    }

    /// Writes a file whole or not at all, since several processes may share the folder.
    func write(_ samples: [Float], to file: URL) throws(PhraseBookError) {
        var pcm = [Int16](repeating: 0, count: samples.count)
        mf_to_pcm(samples, samples.count, 1, 0, &pcm)
        do {
            try pcm.withUnsafeBytes { try Data($0).write(to: file, options: .atomic) }
        } catch {
            throw PhraseBookError(code: .cacheNotWritable)
        }
    }
}
