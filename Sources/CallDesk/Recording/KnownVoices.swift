import Audio
import Speech

/// The speakers of a recording's first piece, by samples of their voices: sent along with the later pieces, so that a speaker has one label throughout.
struct KnownVoices: Sendable {
    private static let prefix = "voice-"
    /// Seconds of a sample that are enough; the longest stretch is taken.
    private static let sampleMax = 6.0

    let voices: [KnownVoice]

    static let none = KnownVoices(voices: [])

    /// Whether a label means the same in all pieces.
    static func isKnown(_ label: String) -> Bool { label.hasPrefix(prefix) }

    /// A recognition of the first piece, its speakers called by the names that they keep.
    static func named(_ recognition: Recognition) -> Recognition {
        let labels = recognition.segments.compactMap(\.speaker).uniqued()
        let names = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, prefix + "\($0 + 1)") })
        var named = recognition
        for index in named.segments.indices { named.segments[index].speaker = named.segments[index].speaker.flatMap { names[$0] } }
        return named
    }
}

extension KnownVoices {
    /// - Parameter heard: the first piece as ``named(_:)`` left it. A speaker who never spoke for two seconds gives no sample.
    init(_ piece: AudioPiece, _ heard: RecordingRecogniser.HeardPiece) {
        let segments = heard.recognition.segments
        voices = segments.compactMap(\.speaker).uniqued().compactMap { speaker in
            let own = segments.filter { $0.speaker == speaker }
            guard let longest = own.max(by: { $0.stop - $0.start < $1.stop - $1.start }) else { return nil }
            let from = piece.start + longest.start
            let to = min(piece.start + longest.stop, from + Self.sampleMax, piece.stop)
            guard to - from >= KnownVoice.seconds.lowerBound else { return nil }
            return KnownVoice(name: speaker, wave: piece.wave(from: from, to: to))
        }
    }
}
