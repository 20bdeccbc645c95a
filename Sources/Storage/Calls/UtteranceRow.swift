/// One stretch of speech. The text is personal data; printing the row does not show it.
package struct UtteranceRow: Sendable, Equatable, Codable, Discreet {
    /// From 0, in order of time.
    package var position: Int
    /// `client`, `assistant` or `operator`.
    package var side: String
    /// Seconds on the recording's clock.
    package var start: Double
    package var stop: Double
    package var text: String
    /// 0 to 1.
    package var confidence: Double?
    package var provider: String?

    package init(position: Int, side: String, start: Double, stop: Double, text: String, confidence: Double? = nil, provider: String? = nil) {
        self.position = position
        self.side = side
        self.start = start
        self.stop = stop
        self.text = text
        self.confidence = confidence
        self.provider = provider
    }

    package var summary: String { "utterance \(position) of the \(side)" }
}

/// What the recogniser said about one piece of a recording, kept so that a killed recognition goes on where it was.
package struct RecognisedPieceRow: Sendable, Equatable, Discreet {
    package let sequence: Int
    package let channel: Int
    /// As saved.
    package let json: String

    package var summary: String { "recognised piece \(sequence) of channel \(channel)" }
}
