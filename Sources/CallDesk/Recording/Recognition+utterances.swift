import Audio
import Dialog
import Speech

extension Recognition {
    /// What was said in a piece, on the recording's clock.
    /// - Parameter side: who speaks on this channel.
    func utterances(in piece: PieceSpan, side: Side) -> [Utterance] {
        let spoken = segments.filter { !$0.text.trimmed.isEmpty }
        guard !spoken.isEmpty else {
            let whole = text.trimmed
            return whole.isEmpty ? [] : [Utterance(side: side, start: piece.start, stop: piece.stop, text: whole)]
        }
        return spoken.map { segment in
            let start = min(max(piece.start + segment.start, piece.start), piece.stop)
            return Utterance(side: side, start: start, stop: min(max(piece.start + segment.stop, start), piece.stop), text: segment.text.trimmed)
        }
    }
}

/// Where a piece lies on the recording's clock, in seconds.
struct PieceSpan: Codable, Sendable, Equatable {
    let start: Double
    let stop: Double
}

extension String {
    /// Without white space around it.
    var trimmed: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
}
