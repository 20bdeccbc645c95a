import Dialog
import Speech

/// Words without a change of speaker, on the recording's clock.
struct Stretch: Equatable {
    /// Seconds.
    var start: Double
    var stop: Double
    var text: String
    var speaker: SpeakerLabel?
}

extension RecordingRecogniser.HeardPiece {
    /// What was said in the piece. A recogniser's times count only where there was speech.
    var stretches: [Stretch] {
        let spoken = spoken ?? span
        let segments = recognition.segments.filter { !$0.text.trimmed.isEmpty }
        guard !segments.isEmpty else {
            let whole = recognition.text.trimmed
            return whole.isEmpty ? [] : [Stretch(start: spoken.start, stop: spoken.stop, text: whole)]
        }
        return segments.map { segment in
            let start = min(max(span.start + segment.start, spoken.start), spoken.stop)
            let stop = min(max(span.start + segment.stop, start), spoken.stop)
            return Stretch(start: start, stop: stop, text: segment.text.trimmed, speaker: segment.speaker.map(label))
        }
    }

    /// Labels hold for one request, but for the voices that were sent along.
    private func label(_ name: String) -> SpeakerLabel {
        KnownVoices.isKnown(name) ? SpeakerLabel(name) : SpeakerLabel(name, request: sequence)
    }
}

extension Array where Element == RecordingRecogniser.HeardPiece {
    /// What was said in these pieces of one channel, in their order, words that two pieces hold taken once.
    var stretches: [Stretch] {
        reduce(into: []) { said, piece in
            var next = piece.stretches
            if let end = piece.heardBefore { Seam(seconds: end - piece.span.start).join(&said, &next) }
            said += next
        }
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
}
