/// One of our deadlines has passed.
struct DeadlinePassed: Error {}

/// Races work against the clock.
enum Deadline {
    /// The result of `work`, or `DeadlinePassed` after `limit`; the loser is cancelled and waited for.
    static func run<Answer: Sendable>(
        _ limit: Duration, clock: ProviderClock, _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let end = clock.now().advanced(by: limit)
        return try await withThrowingTaskGroup(of: Answer.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(end)
                throw DeadlinePassed()
            }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
