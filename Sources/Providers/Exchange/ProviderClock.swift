/// The time that deadlines and breakers are measured by; injected, so that tests can move it.
package struct ProviderClock: Sendable {
    /// The present moment.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// Returns at or after the moment; throws when cancelled.
    package var sleep: @Sendable (ContinuousClock.Instant) async throws -> Void

    /// A clock made of two closures.
    package init(now: @escaping @Sendable () -> ContinuousClock.Instant, sleep: @escaping @Sendable (ContinuousClock.Instant) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's.
    package static let system = ProviderClock(
        now: { ContinuousClock.now }, sleep: { try await ContinuousClock().sleep(until: $0) })
}
