import Audio
import Foundation

/// Whether the kinds of audio that recordings come in can be decoded here: a tiny file of each is made and read.
struct CodecCheck {
    /// Length of a tried file, in frames.
    private static let frames = 4_800
    /// Opus and MPEG know it.
    private static let sampleRate = 48_000

    static func lines() -> [DoctorLine] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "voice-agent-codecs-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            return [DoctorLine(verdict: .bad, subject: "Codecs", detail: "no file can be made in \(folder.deletingLastPathComponent().path): give this user the right to write there, or set TMPDIR")]
        }
        return lines(AudioEncoding.allCases.map { ($0, problem($0, folder)) })
    }

    /// - Parameter found: each kind with what is wrong with it.
    static func lines(_ found: [(encoding: AudioEncoding, problem: String?)]) -> [DoctorLine] {
        let broken = found.compactMap { entry in entry.problem.map { "\(name(entry.encoding)) \($0)" } }
        guard broken.isEmpty else {
            return [DoctorLine(verdict: .bad, subject: "Codecs", detail: "\(broken.joined(separator: "; ")): install the complete libsndfile (apt-get install libsndfile1)")]
        }
        return [DoctorLine(verdict: .ok, subject: "Codecs", detail: "\(found.map { name($0.encoding) }.joined(separator: ", ")) can be read")]
    }

    private static func problem(_ encoding: AudioEncoding, _ folder: URL) -> String? {
        let path = folder.appending(path: "tone.\(encoding.rawValue)").path
        let tone = (0..<frames).map { Int16($0 / 50 % 2 == 0 ? 8_000 : -8_000) }
        do {
            let writer = try AudioFileWriter(path: path, sampleRate: sampleRate, encoding: encoding)
            try writer.write(tone)
            try writer.close()
        } catch {
            return "cannot be made"
        }
        guard let heard = try? AudioFileReader(path: path).read(frames: frames), heard.contains(where: { $0 > 4_000 }) else { return "cannot be read" }
        return nil
    }

    private static func name(_ encoding: AudioEncoding) -> String {
        switch encoding {
        case .wave: "wav"
        case .flac: "flac"
        case .vorbis: "ogg (Vorbis)"
        case .opus: "ogg (Opus)"
        case .mp3: "mp3"
        }
    }
}
