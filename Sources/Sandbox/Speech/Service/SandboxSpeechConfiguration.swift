/// Settings of the stand-in speech and language services.
package struct SandboxSpeechConfiguration: Sendable {
    /// Loopback port; 0 takes a free one.
    package var port: Int
    /// The key every request must carry as a bearer token.
    package var apiKey: String
    package var latency: SpeechLatency
    package var faults: SpeechFaultPlan
    /// Waits; replaced where time is not to pass.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        port: Int = 0, apiKey: String, latency: SpeechLatency = .none, faults: SpeechFaultPlan = SpeechFaultPlan(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.port = port
        self.apiKey = apiKey
        self.latency = latency
        self.faults = faults
        self.sleep = sleep
    }
}
