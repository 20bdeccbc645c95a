import Audio
import Foundation
import Providers
import Speech

/// The recogniser that tells speakers apart did not hear the first piece.
struct VoicesNotTold: Error {}

/// Has one piece of a recording recognised, the way its channels ask for.
struct PieceListener: Sendable {
    /// How the sides of a recording with one channel are found.
    enum Mono: Sendable {
        /// By voice, by this recogniser.
        case voices(any Recogniser)
        /// Cut at the pauses between turns; who speaks is guessed from the words.
        case turns

        var policy: CutPolicy {
            switch self {
            case .voices: .conversation
            case .turns: .turns
            }
        }
    }

    let recogniser: any Recogniser
    /// Nil: one channel a side.
    let mono: Mono?
    let language: String?
    /// For a piece of half a minute, in seconds.
    let deadline: TimeInterval
    private(set) var voices = KnownVoices.none

    /// Seconds of sound that are worth another second of waiting.
    private static let soundPerSecond = 2.0

    init(recogniser: any Recogniser, mono: Mono?, language: String?, deadline: TimeInterval) {
        self.recogniser = recogniser
        self.mono = mono
        self.language = language
        self.deadline = deadline
    }

    var tellsVoices: Bool { diariser != nil }

    private var diariser: (any Recogniser)? {
        if case .voices(let diariser)? = mono { return diariser }
        return nil
    }

    /// The first piece of a recording whose speakers are told apart is heard alone: the others are told its voices.
    func mustLearn(from piece: AudioPiece) -> Bool { tellsVoices && piece.sequence == 0 }

    mutating func learn(from piece: AudioPiece, _ heard: RecordingRecogniser.HeardPiece) {
        if mustLearn(from: piece) { voices = KnownVoices(piece, heard) }
    }

    /// - Throws: ``VoicesNotTold`` when speakers cannot be told apart.
    func first(_ piece: AudioPiece) async throws -> RecordingRecogniser.HeardPiece {
        guard let diariser else { return try await hear(piece) }
        do {
            let told = try await told(piece, by: diariser)
            guard told.text.isEmpty || told.segments.contains(where: { $0.speaker != nil }) else { throw VoicesNotTold() }
            return .init(piece, KnownVoices.named(told))
        } catch let error as SpeechError where !error.isCancelled {
            throw VoicesNotTold()
        }
    }

    func hear(_ piece: AudioPiece) async throws -> RecordingRecogniser.HeardPiece {
        guard let diariser else { return .init(piece, try await recogniser.recognise(request(piece))) }
        do {
            return .init(piece, try await told(piece, by: diariser))
        } catch where !error.isCancelled {
            return try await byTurns(piece)
        }
    }

    private func told(_ piece: AudioPiece, by diariser: any Recogniser) async throws(SpeechError) -> Recognition {
        var request = request(piece)
        request.wantsSpeakers = true
        request.voices = voices.voices
        return try await diariser.recognise(request)
    }

    /// A long piece whose speakers nobody told apart, heard turn by turn after all.
    private func byTurns(_ piece: AudioPiece) async throws -> RecordingRecogniser.HeardPiece {
        var heard: [RecordingRecogniser.HeardPiece] = []
        for part in piece.parts(.turns) { heard.append(.init(part, try await recogniser.recognise(request(part)))) }
        guard let last = heard.last?.recognition else { return .init(piece, try await recogniser.recognise(request(piece))) }
        let stretches = heard.stretches
        let segments = stretches.map { RecognisedSegment(start: $0.start - piece.start, stop: $0.stop - piece.start, text: $0.text) }
        return .init(
            piece,
            Recognition(
                text: stretches.map(\.text).joined(separator: " "), language: last.language, segments: segments, provider: last.provider,
                model: last.model))
    }

    private func request(_ piece: AudioPiece) -> RecognitionRequest {
        let seconds = piece.stop - piece.start
        return RecognitionRequest(
            wave: piece.wave, seconds: seconds, language: language,
            deadline: .seconds(deadline + max(0, seconds - CutPolicy().maxSeconds) / Self.soundPerSecond))
    }
}
