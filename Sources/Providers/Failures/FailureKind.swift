/// Why a provider gave no usable answer. One taxonomy for every service; thrown as it is by the decoders.
package enum FailureKind: Error, Sendable, Hashable {
    /// 401, or a 403 that speaks of the key.
    case unauthorised
    /// 403 because of the country this server calls from.
    case regionBlocked
    /// 400, 415, 422: the request itself is not accepted.
    case badRequest
    /// 404: no such model or no such address.
    case notFound
    /// 413, or larger than the model is known to take.
    case tooLarge
    /// 429 for being too fast.
    case rateLimited(retryAfter: Duration?)
    /// 402, or 429 for an empty account.
    case quota
    /// 5xx, 409 and other passing trouble at the provider.
    case unavailable
    /// One of our deadlines passed.
    case timeout
    /// No connection, a cut one, or one that cannot be trusted.
    case connection
    /// An answer that is not what this kind of request is answered with, or is too large.
    case unreadableAnswer
    /// The answer ended before it was whole.
    case truncated
    /// The model declined to answer.
    case refused
    /// Not asked, because its breaker is open.
    case suspended
    /// No provider is set.
    case notConfigured
    /// The caller gave up.
    case cancelled

    /// A short fixed word for logs and metrics.
    package var label: String {
        switch self {
        case .unauthorised: "unauthorised"
        case .regionBlocked: "region_blocked"
        case .badRequest: "bad_request"
        case .notFound: "not_found"
        case .tooLarge: "too_large"
        case .rateLimited: "rate_limited"
        case .quota: "quota"
        case .unavailable: "unavailable"
        case .timeout: "timeout"
        case .connection: "connection"
        case .unreadableAnswer: "unreadable_answer"
        case .truncated: "truncated"
        case .refused: "refused"
        case .suspended: "suspended"
        case .notConfigured: "not_configured"
        case .cancelled: "cancelled"
        }
    }

    /// True when the same request may well succeed later without anybody changing anything.
    package var isTransient: Bool {
        switch self {
        case .rateLimited, .unavailable, .timeout, .connection, .unreadableAnswer, .truncated, .suspended: true
        case .unauthorised, .regionBlocked, .badRequest, .notFound, .tooLarge, .quota, .refused, .notConfigured, .cancelled: false
        }
    }

    /// What this outcome tells the provider's breaker.
    package var breakerEvent: BreakerReport {
        switch self {
        case .badRequest, .tooLarge, .refused: .answered
        case .cancelled, .suspended, .notConfigured: .abandoned
        default: .failed
        }
    }
}
