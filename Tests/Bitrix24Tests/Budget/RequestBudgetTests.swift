@testable import Bitrix24
import Testing

@Suite("Request budget")
struct RequestBudgetTests {
    @Test("Waiting calls are all let through as the bucket drains")
    func waiting() async throws {
        let clock = TestClock()
        let budget = RequestBudget(drainPerSecond: 2, burst: 4, environment: clock.environment)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await budget.enter("m", .normal) } }
            try await group.waitForAll()
        }
        #expect(budget.waiting == 0)
        #expect(clock.environment.elapsed() >= .seconds(8))
    }

    @Test("A call that is cancelled while it waits leaves the queue and did not execute")
    func cancelled() async throws {
        // A clock that stands still: nobody who waits is ever let through.
        let frozen = BitrixEnvironment(
            now: { TestClock.start }, elapsed: { .zero },
            sleep: { _ in
                for await _ in AsyncStream<Void>.makeStream().stream {}
            }, random: { 0 })
        let budget = RequestBudget(drainPerSecond: 1, burst: 2, environment: frozen)
        try await budget.enter("m", .live)
        let waiter = Task { () -> BitrixError? in
            do throws(BitrixError) {
                try await budget.enter("m", .live)
                return nil
            } catch { return error }
        }
        while budget.waiting == 0 { await Task.yield() }
        waiter.cancel()
        let error = await waiter.value
        #expect(error?.code == BitrixErrorCode.cancelled && error?.execution == .notExecuted)
        #expect(budget.waiting == 0)
    }

    @Test("A full queue refuses at once and says when to come again")
    func full() async throws {
        let frozen = BitrixEnvironment(
            now: { TestClock.start }, elapsed: { .zero },
            sleep: { _ in
                for await _ in AsyncStream<Void>.makeStream().stream {}
            }, random: { 0 })
        let budget = RequestBudget(drainPerSecond: 1, burst: 2, environment: frozen)
        try await budget.enter("m", .live)
        let waiters = (0..<LeakyBucket.maxWaiting).map { _ in Task { try await budget.enter("m", .background) } }
        while budget.waiting < LeakyBucket.maxWaiting { await Task.yield() }
        let error = await #expect(throws: BitrixError.self) { try await budget.enter("m", .live) }
        #expect(error?.code == BitrixErrorCode.budgetFull && error?.retryAfter == .seconds(1_000) && error?.isRetryable == true)
        for waiter in waiters { waiter.cancel() }
        for waiter in waiters { _ = await waiter.result }
        #expect(budget.waiting == 0)
    }

    @Test("A portal that does not answer is left alone, then probed by one call")
    func heldBack() async throws {
        let clock = TestClock()
        let budget = RequestBudget(drainPerSecond: 100, burst: 100, environment: clock.environment)
        for _ in 0..<Breaker.maxFailures {
            try await budget.enter("m", .normal)
            budget.ended("m", outcome: .failed)
        }
        let error = await #expect(throws: BitrixError.self) { try await budget.enter("m", .live) }
        #expect(error?.code == BitrixErrorCode.heldBack && error?.retryAfter == Breaker.firstPause)
        clock.advance(by: Breaker.firstPause)
        try await budget.enter("m", .normal)
        await #expect(throws: BitrixError.self) { try await budget.enter("m", .normal) }
        budget.ended("m", outcome: .answered)
        try await budget.enter("m", .normal)
    }
}
