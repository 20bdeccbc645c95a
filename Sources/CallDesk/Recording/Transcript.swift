package import Dialog
import Speech

/// What was said in a recording.
package struct Transcript: Sendable, Codable {
    /// How it is known who spoke.
    package enum SideSource: String, Sendable, Codable {
        /// One channel a side.
        case channels
        /// One channel; the recogniser told the voices apart, whose they are is guessed from all their words.
        case voices
        /// One channel; every turn is guessed from the words.
        case words
    }

    package let utterances: [Utterance]
    /// Length of the recording, in seconds, as far as it goes.
    package let seconds: Double
    package let sides: SideSource
    /// The file breaks off: what follows is unknown.
    package let isCutShort: Bool
    /// Who heard it: "provider/model", each once.
    package let recognisers: [String]
    package let language: String?

    /// True when one channel carried both sides.
    package var sidesAreGuessed: Bool { sides != .channels }

    package init(utterances: [Utterance], seconds: Double, sides: SideSource, isCutShort: Bool, recognisers: [String], language: String?) {
        self.utterances = utterances
        self.seconds = seconds
        self.sides = sides
        self.isCutShort = isCutShort
        self.recognisers = recognisers
        self.language = language
    }
}

extension Transcript {
    /// Which side is on which channel of a stereo recording: the caller on the left.
    private static let channelSides: [Side] = [.client, .operator]

    /// - Parameter pieces: in the order of their sequence.
    init(pieces: [RecordingRecogniser.HeardPiece], isMono: Bool, answeredBy: Side, isCutShort: Bool, seconds: Double) {
        let channels = isMono ? [pieces.stretches] : Self.channelSides.indices.map { channel in pieces.filter { $0.channel == channel }.stretches }
        let spoken = isMono ? Self.guessed(channels[0], answeredBy) : zip(channels, Self.channelSides).flatMap { said, side in said.map { $0.spoken(by: side) } }
        let isTold = !channels[0].isEmpty && channels[0].allSatisfy { $0.speaker != nil }
        self.init(
            utterances: spoken.sorted { ($0.start, $0.stop) < ($1.start, $1.stop) }, seconds: seconds,
            sides: !isMono || spoken.isEmpty ? .channels : isTold ? .voices : .words, isCutShort: isCutShort,
            recognisers: pieces.map { "\($0.recognition.provider)/\($0.recognition.model)" }.uniqued(),
            language: pieces.lazy.compactMap(\.recognition.language).first)
    }

    private static func guessed(_ said: [Stretch], _ answeredBy: Side) -> [Utterance] {
        let sides = SideGuesser(answeredBy: answeredBy).sides(of: said.map(\.text), speakers: said.map(\.speaker))
        return zip(said, sides).map { $0.spoken(by: $1) }
    }
}

extension Stretch {
    func spoken(by side: Side) -> Utterance { Utterance(side: side, start: start, stop: stop, text: text) }
}

extension Array where Element: Hashable {
    /// Each element once, in order of first appearance.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
