import Synchronization

/// A door that opens once.
final class Ready: Sendable {
    private struct State {
        var isOpen = false
        var lastVisitor = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }
    private let state = Mutex(State())

    var isOpen: Bool { state.withLock { $0.isOpen } }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns when the door is open, or when the waiting task is cancelled.
    func wait() async {
        let visitor = state.withLock { state in
            state.lastVisitor += 1
            return state.lastVisitor
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !state.isOpen, !Task.isCancelled else { return false }
                    state.waiting[visitor] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: visitor) }?.resume()
        }
    }
}
