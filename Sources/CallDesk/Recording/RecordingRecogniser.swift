import Audio
package import Dialog
package import Foundation
package import Speech

/// Hears a whole recording: cut at silences, a bounded number of pieces at the recognisers at once, put together by time.
package struct RecordingRecogniser: Sendable {
    /// A piece that has been heard.
    package struct HeardPiece: Codable, Sendable {
        let sequence: Int
        let channel: Int
        let span: PieceSpan
        let recognition: Recognition
    }

    /// Which side is on which channel of a stereo recording: the caller on the left.
    private static let channelSides: [Side] = [.client, .operator]

    package let recogniser: any Recogniser
    package let language: String?
    package let piecesAtOnce: Int
    /// For one piece, in seconds.
    package let deadline: TimeInterval

    package init(recogniser: any Recogniser, language: String?, piecesAtOnce: Int, deadline: TimeInterval) {
        self.recogniser = recogniser
        self.language = language
        self.piecesAtOnce = piecesAtOnce
        self.deadline = deadline
    }

    /// - Parameters:
    ///   - path: the audio file.
    ///   - known: pieces heard before an interruption; they are not sent again.
    ///   - keep: called with each piece as it is heard, before the next is counted as done.
    ///   - progress: share of the recording that is behind us, 0...1.
    /// - Throws: `AudioError` when the file cannot be read, `SpeechError` when no recogniser answers, what `keep` throws.
    package func hear(
        _ path: String, known: [HeardPiece] = [], keep: @escaping @Sendable (HeardPiece) async throws -> Void = { _ in },
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> Transcript {
        var cutter = try RecordingCutter(path: path, policy: CutPolicy(), mixdown: false)
        let info = cutter.info
        var heard = Dictionary(known.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
        let fresh = try await withThrowingTaskGroup(of: HeardPiece.self) { group in
            var results: [HeardPiece] = []
            var running = 0
            while let piece = try cutter.next() {
                guard heard[piece.sequence] == nil else { continue }
                if running >= piecesAtOnce, let done = try await group.next() {
                    running -= 1
                    try await keep(done)
                    results.append(done)
                }
                group.addTask { try await self.hear(piece, isStereo: info.channels > 1) }
                running += 1
                progress(info.seconds > 0 ? min(1, piece.start / info.seconds) : 0)
            }
            for try await done in group {
                try await keep(done)
                results.append(done)
            }
            return results
        }
        for piece in fresh { heard[piece.sequence] = piece }
        progress(1)
        return Transcript(pieces: heard.values.sorted { $0.sequence < $1.sequence }, info: info, sides: Self.channelSides)
    }

    private func hear(_ piece: AudioPiece, isStereo: Bool) async throws -> HeardPiece {
        let recognition = try await recogniser.recognise(
            RecognitionRequest(
                wave: piece.wave, seconds: piece.stop - piece.start, language: language, keywords: [], wantsSpeakers: !isStereo, deadline: .seconds(deadline)))
        return HeardPiece(
            sequence: piece.sequence, channel: piece.channel, span: PieceSpan(start: piece.start, stop: piece.stop), recognition: recognition)
    }
}

/// What was said in a recording.
package struct Transcript: Sendable, Codable {
    package let utterances: [Utterance]
    /// Length of the recording, in seconds.
    package let seconds: Double
    /// True when one channel carried both sides and nobody told them apart: the sides are then guessed from what is said.
    package let sidesAreGuessed: Bool
    /// Who heard it: "provider/model", each once.
    package let recognisers: [String]
    package let language: String?

    package init(utterances: [Utterance], seconds: Double, sidesAreGuessed: Bool, recognisers: [String], language: String?) {
        self.utterances = utterances
        self.seconds = seconds
        self.sidesAreGuessed = sidesAreGuessed
        self.recognisers = recognisers
        self.language = language
    }

    init(pieces: [RecordingRecogniser.HeardPiece], info: AudioFileInfo, sides: [Side]) {
        let isStereo = info.channels > 1
        let spoken = pieces.flatMap { piece in
            piece.recognition.utterances(in: piece.span, side: isStereo && piece.channel < sides.count ? sides[piece.channel] : .client)
        }
        let inOrder = spoken.sorted { ($0.start, $0.stop) < ($1.start, $1.stop) }
        utterances = isStereo ? inOrder : Self.guessed(inOrder)
        sidesAreGuessed = !isStereo && !inOrder.isEmpty
        seconds = info.seconds
        recognisers = pieces.map { "\($0.recognition.provider)/\($0.recognition.model)" }.uniqued()
        language = pieces.lazy.compactMap(\.recognition.language).first
    }

    private static func guessed(_ utterances: [Utterance]) -> [Utterance] {
        zip(utterances, SideGuesser().sides(of: utterances.map(\.text))).map { utterance, side in
            Utterance(side: side, start: utterance.start, stop: utterance.stop, text: utterance.text)
        }
    }
}

extension Array where Element: Hashable {
    /// Each element once, in order of first appearance.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
