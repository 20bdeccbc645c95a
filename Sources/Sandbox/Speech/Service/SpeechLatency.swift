/// How long the stand-ins take, in milliseconds, on top of what they really need.
package struct SpeechLatency: Sendable, Hashable {
    /// From the end of an upload to the transcript.
    package var transcription: Int
    /// From a question to the first part of the answer, and between parts.
    package var firstPart: Int
    package var betweenParts: Int

    package init(transcription: Int, firstPart: Int, betweenParts: Int) {
        self.transcription = transcription
        self.firstPart = firstPart
        self.betweenParts = betweenParts
    }

    /// As fast as it goes: tests.
    package static let none = SpeechLatency(transcription: 0, firstPart: 0, betweenParts: 0)
    /// About the published medians of hosted services: demo and benchmarks.
    package static let hosted = SpeechLatency(transcription: 640, firstPart: 500, betweenParts: 25)
}
