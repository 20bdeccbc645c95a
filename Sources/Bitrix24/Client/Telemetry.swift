import Metrics

/// Counters of this module. Labels are methods, codes and outcomes, never portals or persons.
enum Telemetry {
    /// Counts an attempt of a call by what became of it.
    static func called(outcome: String) {
        Counter(label: "bitrix24_requests_total", dimensions: [("outcome", outcome)]).increment()
    }

    /// Counts a token refresh.
    static func refreshed(succeeded: Bool) {
        Counter(label: "bitrix24_token_refreshes_total", dimensions: [("outcome", succeeded ? "ok" : "failed")]).increment()
    }
}
