/// An HTTP answer of the stand-in services, before latency and faults.
struct SpeechAnswer: Sendable {
    enum Body: Sendable {
        case whole([UInt8])
        /// Server-sent events, one element each, written one by one.
        case events([String])
    }

    var status: Int
    var contentType: String
    var headers: [String: String] = [:]
    var body: Body
    /// The connection ends instead of an answer, or before the end of it.
    var isCut = false

    static func json(_ value: ServiceJSON, status: Int = 200) -> SpeechAnswer {
        SpeechAnswer(status: status, contentType: "application/json", body: .whole(value.encoded()))
    }

    static func text(_ text: String) -> SpeechAnswer {
        SpeechAnswer(status: 200, contentType: "text/plain; charset=utf-8", body: .whole(Array(text.utf8)))
    }

    static func events(_ events: [String]) -> SpeechAnswer {
        SpeechAnswer(status: 200, contentType: "text/event-stream; charset=utf-8", body: .events(events))
    }

    /// The answer as a fault leaves it. `nil` for faults that leave the answer alone.
    func spoiled(by fault: SpeechFault) -> SpeechAnswer? {
        switch fault {
        case .slow: return nil
        case .unauthorised: return ServiceRefusal.wrongKey.answer
        case .region: return ServiceRefusal.region.answer
        case .rateLimited(let retryAfter):
            var answer = ServiceRefusal.rateLimited.answer
            answer.headers["retry-after"] = retryAfter.map(String.init)
            return answer
        case .insufficientQuota: return ServiceRefusal.insufficientQuota.answer
        case .serverError: return ServiceRefusal.serverError.answer
        case .overloaded: return ServiceRefusal.overloaded.answer
        case .htmlBadGateway:
            let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
            return SpeechAnswer(status: 502, contentType: "text/html", body: .whole(Array(page.utf8)))
        case .cut: return SpeechAnswer(status: 0, contentType: "", body: .whole([]), isCut: true)
        case .truncated: return truncated
        case .badJSON: return SpeechAnswer(status: 200, contentType: "application/json", body: .whole(Array("{\"text\": \"".utf8)))
        }
    }

    private var truncated: SpeechAnswer {
        var copy = self
        switch body {
        case .events(let events): copy.body = .events(Array(events.prefix(events.count / 2)))
        case .whole: copy.isCut = true
        }
        return copy
    }
}
