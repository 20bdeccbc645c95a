import Foundation
import Synchronization

/// Threads of its own for transfers that block, so that the cooperative pool never waits for a slow server. Started on demand, a bounded number;
/// they end when nothing waits.
final class TransferLanes: Sendable {
    /// Transfers at once.
    static let maxLanes = 4
    /// Transfers that wait for a lane; one more is refused.
    static let maxWaiting = 64

    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var lanes = 0
    }

    private let state = Mutex(State())

    /// Runs `work` on a lane.
    /// - Throws: `.busy` when too many wait already.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(FetchError) -> Value {
        let answer: Value? = await withCheckedContinuation { continuation in
            let accepted = submit { continuation.resume(returning: work()) }
            if !accepted { continuation.resume(returning: nil) }
        }
        guard let answer else { throw FetchError(.busy) }
        return answer
    }

    private func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        let (accepted, needsLane) = state.withLock { state in
            guard state.waiting.count < Self.maxWaiting else { return (false, false) }
            state.waiting.append(work)
            guard state.lanes < Self.maxLanes else { return (true, false) }
            state.lanes += 1
            return (true, true)
        }
        if needsLane { Thread.detachNewThread { [self] in drain() } }
        return accepted
    }

    private func drain() {
        // libcurl is told to leave signals alone (CURLOPT_NOSIGNAL), so a TLS write to a closed socket may raise one on this thread.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        while let work = next() { work() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.lanes -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
