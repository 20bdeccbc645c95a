import Foundation
import Synchronization

/// Wakes idle workers. A ring that nobody waits for is kept, so a worker that was about to wait sees it.
final class WakeBell: Sendable {
    private struct State {
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
        var rung = false
        var closed = false
    }
    private let state = Mutex(State())

    /// Wakes all that wait.
    func ring() {
        let woken = state.withLock { state in
            defer { state.waiting.removeAll() }
            state.rung = state.waiting.isEmpty
            return Array(state.waiting.values)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Wakes all, now and for ever.
    func close() {
        state.withLock { $0.closed = true }
        ring()
    }

    /// Waits for a ring, at most so many seconds, or until the task is cancelled.
    func wait(atMost seconds: TimeInterval) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForRing() }
            group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForRing() async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.rung || state.closed || Task.isCancelled {
                        state.rung = false
                        return true
                    }
                    state.waiting[id] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
