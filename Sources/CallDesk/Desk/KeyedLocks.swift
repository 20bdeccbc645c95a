import Synchronization

/// One holder per key at a time; waiters go in order. Keys nobody holds cost nothing.
final class KeyedLocks: Sendable {
    /// Waiters of one key before the next is refused.
    static let waitersMax = 1000

    struct Full: Error {}

    private let queues = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// Runs `body` while holding `key`; released however it ends.
    func holding<T>(_ key: String, _ body: () async throws -> T) async throws -> T {
        try await acquire(key)
        defer { release(key) }
        return try await body()
    }

    private func acquire(_ key: String) async throws {
        enum Turn { case mine, wait, full }
        let turn = queues.withLock { queues -> Turn in
            guard let waiting = queues[key] else {
                queues[key] = []
                return .mine
            }
            return waiting.count < Self.waitersMax ? .wait : .full
        }
        switch turn {
        case .mine: return
        case .full: throw Full()
        case .wait:
            await withCheckedContinuation { continuation in
                let free = queues.withLock { queues in
                    // The holder may have left between the two looks.
                    guard queues[key] != nil else {
                        queues[key] = []
                        return true
                    }
                    queues[key]?.append(continuation)
                    return false
                }
                if free { continuation.resume() }
            }
        }
    }

    private func release(_ key: String) {
        let next = queues.withLock { queues -> CheckedContinuation<Void, Never>? in
            guard var waiting = queues[key], !waiting.isEmpty else {
                queues[key] = nil
                return nil
            }
            let first = waiting.removeFirst()
            queues[key] = waiting
            return first
        }
        next?.resume()
    }
}
