/// One stretch of speech by one side. Times are seconds on the recording's clock.
package struct Utterance: Sendable, Codable, Hashable {
    /// Who said it.
    package var side: Side
    /// When it begins, in seconds.
    package var start: Double
    /// When it ends, in seconds.
    package var stop: Double
    /// The words as the recogniser wrote them.
    package var text: String

    /// An utterance with its times in seconds.
    package init(side: Side, start: Double, stop: Double, text: String) {
        self.side = side
        self.start = start
        self.stop = stop
        self.text = text
    }
}
