import Audio
import Speech

extension RecordingRecogniser {
    /// A piece that has been heard.
    package struct HeardPiece: Codable, Sendable {
        let sequence: Int
        let channel: Int
        let span: PieceSpan
        /// Without the silence around the speech; nil in pieces kept by older versions.
        var spoken: PieceSpan?
        /// Up to here, in seconds on the recording's clock, the channel's piece before was heard to say the same.
        var heardBefore: Double?
        var recognition: Recognition

        init(_ piece: AudioPiece, _ recognition: Recognition) {
            sequence = piece.sequence
            channel = piece.channel
            span = PieceSpan(start: piece.start, stop: piece.stop)
            spoken = PieceSpan(start: piece.spokenStart, stop: piece.spokenStop)
            heardBefore = piece.heardBefore > piece.start ? piece.heardBefore : nil
            self.recognition = recognition
        }
    }
}

/// Where a piece lies on the recording's clock, in seconds.
struct PieceSpan: Codable, Sendable, Equatable {
    let start: Double
    let stop: Double
}
