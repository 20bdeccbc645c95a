import Providers

/// Turns the bytes of a streamed answer into deltas. A value: bytes in, deltas out.
/// A server that answers a stream request with plain JSON is understood too.
struct ChatStreamDecoder: Sendable {
    private enum Body {
        case events
        case whole([UInt8])
    }

    private let identity: ProviderIdentity
    private let form: StructuredForm?
    private var body = Body.events
    private var events = ServerSentEvents()
    private var answer = ChatAnswer()
    private var isFinished = false
    private(set) var progress = StreamProgress.none

    init(identity: ProviderIdentity, form: StructuredForm?) {
        self.identity = identity
        self.form = form
    }

    /// JSON is one piece, a page of HTML is no answer, anything else is taken for an event stream.
    mutating func begin(contentType: String) throws(FailureKind) {
        if contentType == "text/html" { throw .unreadableAnswer }
        if contentType == "application/json" { body = .whole([]) }
    }

    mutating func receive(_ bytes: [UInt8]) throws(FailureKind) -> [ChatDelta] {
        progress = .none
        if case .whole(let collected) = body {
            body = .whole(collected + bytes)
            return []
        }
        return try take(try events.feed(bytes))
    }

    /// The last deltas; `finished` is among them unless it came before. Throws `truncated` for an answer that is not whole.
    mutating func end() throws(FailureKind) -> [ChatDelta] {
        switch body {
        case .whole(let collected): try take([collected]) + finish()
        case .events: try take(events.finish()) + finish()
        }
    }

    private mutating func take(_ datas: [[UInt8]]) throws(FailureKind) -> [ChatDelta] {
        var deltas: [ChatDelta] = []
        for data in datas where !isFinished {
            if data.elementsEqual("[DONE]".utf8) {
                deltas += try finish()
                continue
            }
            let text = try answer.handle(data)
            if !text.isEmpty { deltas.append(.text(text)) }
            progress = answer.isWhole ? .whole : .token
        }
        return deltas
    }

    private mutating func finish() throws(FailureKind) -> [ChatDelta] {
        guard !isFinished else { return [] }
        let reply = try answer.reply(of: identity, form: form)
        isFinished = true
        progress = .whole
        return [.finished(reply)]
    }
}
