public import Foundation

/// Clock and chance as the client sees them, so that tests and simulations can put their own in.
public struct BitrixEnvironment: Sendable {
    /// The date, for the life of tokens.
    public var now: @Sendable () -> Date
    /// Time since some fixed moment, never going backwards; for budgets and breakers.
    public var elapsed: @Sendable () -> Duration
    /// Waits that long, or throws `CancellationError`.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 up to but not including 1.
    public var random: @Sendable () -> Double

    /// Makes an environment.
    public init(
        now: @escaping @Sendable () -> Date, elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void, random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.elapsed = elapsed
        self.sleep = sleep
        self.random = random
    }

    /// The machine's clock and generator.
    public static let system: BitrixEnvironment = {
        let start = ContinuousClock.now
        return BitrixEnvironment(
            now: { Date() },
            elapsed: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0) },
            random: { Double.random(in: 0..<1) })
    }()
}
