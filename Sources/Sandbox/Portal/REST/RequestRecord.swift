/// One request the stand-in served, as tests and pages look at it.
package struct RequestRecord: Sendable {
    /// Position among all requests, from 1.
    package let number: Int
    /// REST method, "oauth", or "download".
    package let method: String
    /// 2 or 3 for REST; 0 for the authorisation host and downloads.
    package let version: Int
    /// Without tokens; of a download, its Referer.
    package let parameters: JSON
    /// Status of the answer; nil while it is being served, 0 when the connection was cut.
    package var status: Int?
    /// The error code of a refusal.
    package var errorCode: String?
    /// True once the request changed or read the portal's data.
    package var isExecuted = false
}

/// Counts of all requests and the latest of them.
package struct RequestLog: Sendable {
    /// Requests kept whole.
    package static let recordLimit = 10_000

    package private(set) var records: [RequestRecord] = []
    /// How often each method was asked for.
    package private(set) var counts: [String: Int] = [:]
    private var total = 0

    mutating func open(method: String, version: Int, parameters: JSON) -> Int {
        total += 1
        counts[method, default: 0] += 1
        records.append(RequestRecord(number: total, method: method, version: version, parameters: parameters))
        if records.count > Self.recordLimit { records.removeFirst() }
        return total
    }

    mutating func update(_ number: Int, _ change: (inout RequestRecord) -> Void) {
        guard let first = records.first, records.indices.contains(number - first.number) else { return }
        change(&records[number - first.number])
    }

    func record(_ number: Int) -> RequestRecord? { records.last { $0.number == number } }
}

/// Where in a request's life a hook is called.
package enum RequestMoment: Sendable {
    case beforeExecuting
    case afterExecuting
}
