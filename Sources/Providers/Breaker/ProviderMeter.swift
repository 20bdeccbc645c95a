import Metrics

/// Metrics of requests to providers; labels come from settings and fixed words only.
enum ProviderMeter {
    static func count(_ identity: ProviderIdentity, outcome: String) {
        let dimensions = [("service", identity.service.rawValue), ("provider", identity.provider), ("outcome", outcome)]
        Counter(label: "voice_agent_provider_requests", dimensions: dimensions).increment()
    }

    static func time(_ identity: ProviderIdentity, _ duration: Duration) {
        let dimensions = [("service", identity.service.rawValue), ("provider", identity.provider)]
        let nanoseconds = duration / .nanoseconds(1)
        Timer(label: "voice_agent_provider_seconds", dimensions: dimensions).recordNanoseconds(Int64(nanoseconds))
    }
}
