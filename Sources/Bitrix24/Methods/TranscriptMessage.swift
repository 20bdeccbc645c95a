/// One utterance of a transcript attached to a call (api-reference/telephony/telephony-call-attach-transcription.md).
public struct TranscriptMessage: Sendable, Hashable {
    /// Who speaks.
    public enum Side: String, Sendable, Hashable {
        /// Somebody of the portal, or the assistant.
        case user = "User"
        /// The client.
        case client = "Client"
    }

    /// Who speaks.
    public var side: Side
    /// Whole seconds from the call's beginning.
    public var start: Int
    /// Whole seconds from the call's beginning.
    public var stop: Int
    /// What was said.
    public var text: String

    /// Makes one.
    public init(side: Side, start: Int, stop: Int, text: String) {
        self.side = side
        self.start = start
        self.stop = stop
        self.text = text
    }

    /// The utterance as the method wants it: the start is at least 0, the stop at least 1 and not before the start.
    var parameters: JSONValue {
        let from = max(0, start)
        return [
            "SIDE": .string(side.rawValue), "START_TIME": JSONValue(from), "STOP_TIME": JSONValue(max(1, from, stop)), "MESSAGE": .string(text),
        ]
    }
}
