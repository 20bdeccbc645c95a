/// What a stand-in service does wrong on demand.
package enum SpeechFault: Sendable, Hashable {
    /// Answers rightly, but only after this many milliseconds.
    case slow(milliseconds: Int)
    /// 401 with `invalid_api_key`.
    case unauthorised
    /// 403 as OpenAI answers callers from regions it does not serve.
    case region
    /// 429 with `rate_limit_exceeded`, with or without a Retry-After in seconds.
    case rateLimited(retryAfter: Int?)
    /// 429 that no waiting cures.
    case insufficientQuota
    case serverError
    case overloaded
    /// 502 with an HTML page, as a proxy in between would answer.
    case htmlBadGateway
    /// The connection ends without an answer.
    case cut
    /// A stream ends early without its last events, though the connection ends properly; a whole answer loses its second half with the connection.
    case truncated
    /// 200 with a body that is no JSON.
    case badJSON
}

/// Endpoints that can be told apart by faults and in the log.
package enum SpeechEndpoint: String, Sendable, Hashable, CaseIterable {
    case transcriptions
    case chat
    case models
    case other
}

/// Which request of which endpoint goes wrong, and how. Requests are counted from 1 for each endpoint.
package struct SpeechFaultPlan: Sendable {
    private struct Rule: Sendable {
        let endpoint: SpeechEndpoint?
        let number: Int?
        let fault: SpeechFault
    }

    private var rules: [Rule] = []
    private var counts: [SpeechEndpoint: Int] = [:]

    package init() {}

    /// The n-th request from now on (1 is the next one) of an endpoint fails this way.
    package mutating func onRequest(_ number: Int, of endpoint: SpeechEndpoint, _ fault: SpeechFault) {
        rules.append(Rule(endpoint: endpoint, number: counts[endpoint, default: 0] + number, fault: fault))
    }

    /// Every request fails this way; of all endpoints when none is named.
    package mutating func always(_ fault: SpeechFault, of endpoint: SpeechEndpoint? = nil) {
        rules.append(Rule(endpoint: endpoint, number: nil, fault: fault))
    }

    /// Everything goes well again. Counting goes on.
    package mutating func clear() { rules = [] }

    /// Counts a request and says what happens to it.
    mutating func next(_ endpoint: SpeechEndpoint) -> SpeechFault? {
        counts[endpoint, default: 0] += 1
        let number = counts[endpoint]
        return rules.first { ($0.endpoint == nil || $0.endpoint == endpoint) && ($0.number == nil || $0.number == number) }?.fault
    }
}
