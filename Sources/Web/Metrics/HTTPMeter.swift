import Metrics
import HTTPTypes

/// Counts and times of requests, by matched route.
struct HTTPMeter: Sendable {
    private static let known: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    let registry: PrometheusRegistry

    func record(route: String, method: HTTPRequest.Method, status: Int, took: Duration) {
        let dimensions = [("route", route), ("method", Self.label(method)), ("status", "\(status)")]
        Counter(label: "voice_agent_http_requests_total", dimensions: dimensions, factory: registry).increment()
        let parts = took.components
        Timer(label: "voice_agent_http_request_seconds", dimensions: [("route", route)], factory: registry)
            .recordNanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }

    /// Clients may invent methods: those are one.
    static func label(_ method: HTTPRequest.Method) -> String { known.contains(method.rawValue) ? method.rawValue : "other" }
}
