import CallDesk
import Dialog

/// What was heard in an uploaded recording.
struct RecognitionDocument: Encodable, Sendable {
    struct Segment: Encodable, Sendable {
        /// Seconds on the recording's clock.
        let start: Double
        let stop: Double
        let side: String
        let text: String
    }

    let text: String
    let language: String?
    /// Seconds.
    let duration: Double
    let segments: [Segment]
    /// One channel carried both sides: who spoke is a guess.
    let sidesAreGuessed: Bool
    /// How it is known who spoke: `channels`, `voices` or `words`.
    let sides: String
    /// The file breaks off before the recording's end.
    let isCutShort: Bool
    /// "provider/model", each once.
    let recognisers: [String]

    init(_ transcript: Transcript) {
        text = transcript.utterances.map(\.text).joined(separator: " ")
        language = transcript.language
        duration = transcript.seconds
        segments = transcript.utterances.map { Segment(start: $0.start, stop: $0.stop, side: $0.side.rawValue, text: $0.text) }
        sidesAreGuessed = transcript.sidesAreGuessed
        sides = transcript.sides.rawValue
        isCutShort = transcript.isCutShort
        recognisers = transcript.recognisers
    }
}
