import Providers

/// Hands the deltas of a stream on as they come. The shell around ``ChatStreamDecoder``.
struct ChatStreamReader: StreamReader {
    /// Deltas that may wait for a slow consumer; more than any answer has.
    static let maximumWaiting = 65_536

    private var decoder: ChatStreamDecoder
    private let continuation: AsyncThrowingStream<ChatDelta, any Error>.Continuation

    init(decoder: ChatStreamDecoder, continuation: AsyncThrowingStream<ChatDelta, any Error>.Continuation) {
        self.decoder = decoder
        self.continuation = continuation
    }

    mutating func begin(contentType: String) throws(FailureKind) {
        try decoder.begin(contentType: contentType)
    }

    mutating func receive(_ bytes: [UInt8]) throws(FailureKind) -> StreamProgress {
        try pass(on: try decoder.receive(bytes))
        return decoder.progress
    }

    mutating func end() throws(FailureKind) {
        try pass(on: try decoder.end())
    }

    private func pass(on deltas: [ChatDelta]) throws(FailureKind) {
        for delta in deltas {
            switch continuation.yield(delta) {
            case .dropped: throw .unreadableAnswer
            case .terminated: throw .cancelled
            default: break
            }
        }
    }
}
