import Crypto
package import Dialog
package import Foundation
import Storage

/// Hears and understands a file of one's own as flow B does a recording; writes nothing. ``FileIntake`` brings the result into the CRM.
package struct FileProcessor: Sendable {
    /// What was heard and understood; travels to the server that owns the storage.
    package struct Reading: Sendable, Codable {
        package let transcript: Transcript
        package let analysis: CallAnalysis
    }

    let recogniser: RecordingRecogniser
    let analyst: CallAnalyst
    let now: @Sendable () -> Date

    package init(recogniser: RecordingRecogniser, analyst: CallAnalyst, now: @escaping @Sendable () -> Date) {
        self.recogniser = recogniser
        self.analyst = analyst
        self.now = now
    }

    /// - Throws: `AudioError` when the file cannot be read, `SpeechError` when no recogniser answers.
    package func read(_ path: String, progress: @escaping @Sendable (Double) -> Void) async throws -> Reading {
        let transcript = try await recogniser.hear(path, progress: progress)
        let analysis = await analyst.analyse(transcript.utterances, callStart: now(), language: transcript.language ?? recogniser.language)
        return Reading(transcript: transcript, analysis: analysis)
    }

    /// Names the call: the same file and number again name the same one. SHA-256 over the file, read in pieces, and the number.
    /// - Parameter phone: E.164.
    package static func externalID(of path: String, phone: String) throws -> String {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: pieceBytes), !piece.isEmpty { hash.update(data: piece) }
        hash.update(data: Data(phone.utf8))
        return "file:" + hash.finalize().prefix(digestBytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Read at once, in bytes.
    private static let pieceBytes = 1 << 20
    /// Of the digest, in bytes.
    private static let digestBytes = 16
}

extension Transcript {
    /// The utterances as the store keeps them.
    var rows: [UtteranceRow] {
        let provider = recognisers.joined(separator: ", ")
        return utterances.enumerated().map { index, utterance in
            UtteranceRow(
                position: index, side: utterance.side.rawValue, start: utterance.start, stop: utterance.stop, text: utterance.text, confidence: nil,
                provider: provider)
        }
    }
}
