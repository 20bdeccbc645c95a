import Bitrix24
import Synchronization

/// Tokens in memory, with a count of what was asked and a fault on demand.
final class TestTokenStore: TokenStore {
    struct Failure: Error {}

    struct State {
        var pair: TokenPair?
        var reads = 0
        var saves = 0
        var failingSaves = 0
        var onRead: (@Sendable (inout State) -> Void)?
    }

    private let state: Mutex<State>

    init(_ pair: TokenPair?) {
        state = Mutex(State(pair: pair))
    }

    var current: State { state.withLock { $0 } }

    func change(_ change: @Sendable (inout State) -> Void) { state.withLock { change(&$0) } }

    func tokens(of key: PortalKey) async throws -> TokenPair? {
        state.withLock { state in
            state.reads += 1
            state.onRead?(&state)
            return state.pair
        }
    }

    func save(_ pair: TokenPair, of key: PortalKey) async throws {
        try state.withLock { state in
            if state.failingSaves > 0 {
                state.failingSaves -= 1
                throw Failure()
            }
            state.saves += 1
            state.pair = pair
        }
    }
}
