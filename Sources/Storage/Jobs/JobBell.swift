import Synchronization

/// Tells the workers of this process that there may be a job to lease, so that they need not poll.
final class JobBell: Sendable {
    private struct State {
        var isEnded = false
        var next = 0
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// A stream that holds at most one ring, ended by ``end()``.
    /// - Throws: `busy` beyond ``StoreLimit/jobListeners``.
    func listen() throws(StoreError) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard state.listeners.count < StoreLimit.jobListeners else { return nil }
            state.next += 1
            if !state.isEnded { state.listeners[state.next] = continuation }
            return state.isEnded ? 0 : state.next
        }
        guard let number else { throw StoreError(.busy, "more than \(StoreLimit.jobListeners) listeners wait for jobs: end some first") }
        if number == 0 {
            continuation.finish()
        } else {
            continuation.onTermination = { [weak self] _ in self?.forget(number) }
        }
        return stream
    }

    func ring() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
    }

    func end() {
        let listeners = state.withLock { state in
            state.isEnded = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    private func forget(_ number: Int) {
        state.withLock { $0.listeners[number] = nil }
    }
}
