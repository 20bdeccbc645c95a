import NIOHTTP1
import Testing

/// Holds every answer that any test of the web server provokes against the API's document.
enum DescribedAnswers {
    /// Headers that a client has to know of; the rest are of HTTP itself.
    private static let noteworthy: Set<String> = [
        "retry-after", "www-authenticate", "location", "idempotent-replayed", "accept-ranges", "content-range", "etag",
    ]

    /// A served answer has a described status and described headers, and a 405 comes only for methods that are not described.
    static func check(_ method: HTTPMethod, _ address: String, _ answer: Answer) throws {
        let document = try APIDocument.ours.get()
        guard let path = document.path(of: address) else { return }
        // A HEAD is answered like the GET it stands for.
        let name = method == .HEAD ? "GET" : method.rawValue
        guard let statuses = document.statuses(name, path) else {
            #expect([404, 405].contains(answer.status), "\(name) \(path) is not described and answers \(answer.status)")
            return
        }
        #expect(statuses.contains(answer.status), "\(name) \(path) answers \(answer.status), which is not described")
        let headers = Set(answer.headers.map { $0.name.lowercased() }).intersection(noteworthy)
        let undescribed = headers.subtracting(document.headers(name, path, answer.status))
        #expect(undescribed.isEmpty, "\(name) \(path) answers \(answer.status) with \(undescribed.sorted())")
    }

    /// The same for statuses, of all that a server has counted: also of requests that were no whole HTTP.
    static func checkCounted(_ metrics: String) throws {
        let document = try APIDocument.ours.get()
        for line in metrics.matches(of: /voice_agent_http_requests_total\{method="([A-Z]+)",route="([^"]+)",status="(\d+)"\}/) {
            let method = line.1 == "HEAD" ? "GET" : String(line.1)
            guard let status = Int(line.3), let statuses = document.statuses(method, String(line.2)) else { continue }
            #expect(statuses.contains(status), "\(method) \(line.2) answers \(status), which is not described")
        }
    }
}
