import Audio
package import Dialog
package import Foundation
package import Speech

/// Hears a whole recording: cut into pieces, a bounded number of them at the recognisers at once, put together by time.
package struct RecordingRecogniser: Sendable {
    /// Pieces of minutes that are at the recogniser at once, for the sake of memory.
    private static let longPiecesAtOnce = 2

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
    ///   - answeredBy: who picked up, and so speaks first; the operator on an incoming call. Counts where one channel carries both sides.
    ///   - known: pieces heard before an interruption; they are not sent again.
    ///   - keep: called with each piece as it is heard, before the next is counted as done.
    ///   - progress: share of the recording that is behind us, 0...1.
    /// - Throws: `AudioError` when the file cannot be read, `SpeechError` when no recogniser answers, what `keep` throws.
    package func hear(
        _ path: String, answeredBy: Side = .operator, known: [HeardPiece] = [], keep: @escaping @Sendable (HeardPiece) async throws -> Void = { _ in },
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> Transcript {
        let ledger = Ledger(known: known, keep: keep, progress: progress)
        let isMono = try Self.isMono(path)
        if let diariser = recogniser.diariser {
            do {
                return try await hear(path, isMono, .voices(diariser), answeredBy, ledger)
            } catch is VoicesNotTold {
                // Nobody tells speakers apart now: the same recording is heard turn by turn.
            }
        }
        return try await hear(path, isMono, .turns, answeredBy, ledger)
    }

    /// One channel, or two that hold the same sound: neither is a side then.
    private static func isMono(_ path: String) throws -> Bool {
        let channels = try AudioFileReader(path: path).info.channels
        guard channels <= 2 else { throw AudioError(.tooManyChannels, cause: "\(channels) channels") }
        return try channels == 1 || RecordingSurvey.scan(path: path).channelsAlike
    }

    private func hear(_ path: String, _ isMono: Bool, _ mono: PieceListener.Mono, _ answeredBy: Side, _ ledger: Ledger) async throws -> Transcript {
        var cutter = try RecordingCutter(path: path, policy: isMono ? mono.policy : CutPolicy(), mixdown: isMono)
        var listener = PieceListener(recogniser: recogniser, mono: isMono ? mono : nil, language: language, deadline: deadline)
        let pieces = try await withThrowingTaskGroup(of: Result<HeardPiece, any Error>.self) { group in
            var heard: [HeardPiece] = []
            var running = 0
            // A piece that fails ends none of the others: what they yield is kept, and one of them may be the trial request on which it depends whether the
            // provider is asked again at all.
            var failure: (any Error)?
            while failure == nil, let piece = try cutter.next() {
                if let done = ledger.known(piece) {
                    heard.append(done)
                    listener.learn(from: piece, done)
                } else if listener.mustLearn(from: piece) {
                    let done = try await listener.first(piece)
                    try await ledger.keep(done)
                    heard.append(done)
                    listener.learn(from: piece, done)
                } else {
                    if running >= (listener.tellsVoices ? min(Self.longPiecesAtOnce, piecesAtOnce) : piecesAtOnce), let done = try await group.next() {
                        running -= 1
                        try await take(done, &heard, &failure, ledger)
                        guard failure == nil else { break }
                    }
                    group.addTask { [listener] in
                        do { return .success(try await listener.hear(piece)) } catch { return .failure(error) }
                    }
                    running += 1
                }
                ledger.progress(cutter.info.seconds > 0 ? min(1, piece.start / cutter.info.seconds) : 0)
            }
            for try await done in group { try await take(done, &heard, &failure, ledger) }
            if let failure { throw failure }
            return heard
        }
        ledger.progress(1)
        return Transcript(
            pieces: pieces.sorted { $0.sequence < $1.sequence }, isMono: isMono, answeredBy: answeredBy, isCutShort: cutter.isCutShort,
            seconds: cutter.isCutShort ? cutter.secondsRead : cutter.info.seconds)
    }

    private func take(_ result: Result<HeardPiece, any Error>, _ heard: inout [HeardPiece], _ failure: inout (any Error)?, _ ledger: Ledger) async throws {
        switch result {
        case .success(let piece):
            try await ledger.keep(piece)
            heard.append(piece)
        case .failure(let error): failure = failure ?? error
        }
    }

    /// What the caller knows and wants to know.
    private struct Ledger: Sendable {
        let known: [HeardPiece]
        let keep: @Sendable (HeardPiece) async throws -> Void
        let progress: @Sendable (Double) -> Void

        /// A piece that was heard before, if it is still cut the same way.
        func known(_ piece: AudioPiece) -> HeardPiece? {
            known.first { $0.sequence == piece.sequence && $0.channel == piece.channel && $0.span == PieceSpan(start: piece.start, stop: piece.stop) }
        }
    }
}
