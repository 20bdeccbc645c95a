/// What an answer's `time` says about the method's used time (limits.md).
struct OperatingReport: Sendable, Hashable {
    /// Seconds the method has run for this app within the last ten minutes.
    var seconds: Double
    /// Unix seconds at which the oldest minute of them is forgotten.
    var resetAt: Double?

    /// Reads it; nil when the portal does not say (some on-premise ones do not).
    init?(time: JSONValue) {
        guard let seconds = time["operating"].double else { return nil }
        self.seconds = seconds
        resetAt = time["operating_reset_at"].double
    }
}
