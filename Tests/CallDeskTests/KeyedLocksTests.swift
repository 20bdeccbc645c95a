import Synchronization
import Testing

@testable import CallDesk

@Suite("Locks by key")
struct KeyedLocksTests {
    @Test("One holder of a key at a time, however many want it; other keys do not wait")
    func exclusive() async throws {
        let locks = KeyedLocks()
        let inside = Inside()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await locks.holding("a") {
                        inside.enter()
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.most == 1)
        #expect(inside.total == 200)
    }

    @Test("A holder that throws releases the key")
    func throwing() async throws {
        struct Wrong: Error {}
        let locks = KeyedLocks()
        await #expect(throws: Wrong.self) { try await locks.holding("a") { throw Wrong() } }
        #expect(try await locks.holding("a") { 1 } == 1)
    }
}

/// Counts who is inside.
private final class Inside: Sendable {
    private let counts = Mutex((now: 0, most: 0, total: 0))

    var most: Int { counts.withLock { $0.most } }
    var total: Int { counts.withLock { $0.total } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.total += 1
            counts.most = max(counts.most, counts.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
