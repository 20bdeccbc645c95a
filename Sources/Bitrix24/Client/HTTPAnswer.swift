import NIOHTTP1

/// One HTTP answer, body read whole.
struct HTTPAnswer: Sendable {
    var status: Int
    var body: [UInt8]
    /// The `Retry-After` header when it gives seconds.
    var retryAfter: Duration?
    /// Whether `Idempotent-Replayed: true` came with it (api-reference/rest-v3.md).
    var isReplayed: Bool

    /// Longest wait taken from a `Retry-After` header, in seconds.
    static let maxRetryAfterSeconds = 3_600

    init(status: Int, body: [UInt8], headers: HTTPHeaders = [:]) {
        self.status = status
        self.body = body
        isReplayed = headers.first(name: "Idempotent-Replayed")?.lowercased() == "true"
        retryAfter = headers.first(name: "Retry-After").flatMap(Int.init).flatMap {
            $0 >= 0 ? .seconds(min($0, Self.maxRetryAfterSeconds)) : nil
        }
    }
}
