/// Renewing the tokens of one portal, as a value: who waits, what is under way, what to do next.
///
/// Any number of callers whose token was refused become one request. A new pair is given out only after it has been saved. When the server
/// does not take the refresh token, the store is read once more, since another process may have renewed it, before the authorisation is
/// called dead. A dead refresh token is not sent again.
///
/// ```
///            wanted            read, same token          granted           saved
///   idle  ----------> reading -----------------> requesting ------> saving ------> idle (answer all)
///                        |  read, other token         | invalid_grant
///                        +----> idle (answer)         +--> rereading --> idle (answer all, or ask for re-adoption)
/// ```
package struct TokenRefresh: Sendable {
    /// What happened.
    package enum Event: Sendable {
        /// A caller needs a token other than the one it used.
        case wanted(by: Int, stale: Secret)
        /// A caller does not wait any more.
        case left(Int)
        /// The store answered.
        case read(TokenPair?)
        /// The server gave a new pair.
        case granted(TokenPair)
        /// The server gave none.
        case refused(BitrixError)
        /// The new pair is committed.
        case saved
        /// The store failed.
        case failed(BitrixError)
    }

    /// What to do.
    package enum Action: Sendable, Equatable {
        /// Read the stored pair.
        case read
        /// Ask the server for the successor of this pair.
        case request(TokenPair)
        /// Commit this pair.
        case save(TokenPair)
        /// Give these callers this pair.
        case answer([Int], TokenPair)
        /// Give these callers this error.
        case fail([Int], BitrixError)
    }

    private enum Phase: Sendable {
        case idle
        case reading
        case requesting(TokenPair)
        case saving(TokenPair)
        case rereading(refused: TokenPair)
    }

    /// A pair that the server gave and the store did not take, with the refresh token it came from.
    private struct Unsaved: Sendable {
        let pair: TokenPair
        let parent: Secret
    }

    private let maxWaiters: Int
    private var phase = Phase.idle
    private var waiters: [Int: Secret] = [:]
    private var unsaved: Unsaved?
    /// The refresh token that the server has called dead: it is not asked about it again, which could get the app blocked.
    private var dead: Secret?

    /// Makes an idle one.
    /// - Parameter maxWaiters: callers beyond this number are refused at once.
    package init(maxWaiters: Int) {
        self.maxWaiters = maxWaiters
    }

    /// Whether nothing is under way.
    package var isIdle: Bool {
        if case .idle = phase { true } else { false }
    }

    /// Takes an event and says what to do. Events that do not fit the phase are a fault of the shell.
    package mutating func handle(_ event: Event) -> [Action] {
        switch (event, phase) {
        case (.wanted(let caller, let stale), _): return join(caller, stale)
        case (.left(let caller), _):
            waiters[caller] = nil
            return []
        case (.read(let pair), .reading): return proceed(with: pair)
        case (.read(let pair), .rereading(let refused)): return decide(pair, after: refused)
        case (.granted(let pair), .requesting(let old)):
            unsaved = Unsaved(pair: pair, parent: old.refreshToken)
            phase = .saving(pair)
            return [.save(pair)]
        case (.refused(let error), .requesting(let old)):
            guard error.has(BitrixErrorCode.invalidGrant) else { return failAll(error) }
            phase = .rereading(refused: old)
            return [.read]
        case (.saved, .saving(let pair)):
            unsaved = nil
            return answerAll(pair)
        case (.failed(let error), .reading), (.failed(let error), .saving), (.failed(let error), .rereading):
            return failAll(error)
        case (.read, _), (.granted, _), (.refused, _), (.saved, _), (.failed, _):
            preconditionFailure("A token refresh was told of something that it had not asked for.")
        }
    }

    private mutating func join(_ caller: Int, _ stale: Secret) -> [Action] {
        guard waiters.count < maxWaiters else {
            return [.fail([caller], BitrixError(BitrixErrorCode.budgetFull, execution: .notExecuted, isRetryable: true))]
        }
        waiters[caller] = stale
        guard case .idle = phase else { return [] }
        phase = .reading
        return [.read]
    }

    /// The store has answered: callers that used another token than the stored one get it; the rest need a new one.
    private mutating func proceed(with pair: TokenPair?) -> [Action] {
        guard let pair else {
            return failAll(BitrixError(BitrixErrorCode.noTokens, execution: .notExecuted, needsReadoption: true))
        }
        if let left = unsaved {
            if left.parent == pair.refreshToken {
                phase = .saving(left.pair)
                return [.save(left.pair)]
            }
            unsaved = nil
        }
        guard pair.refreshToken != dead else { return failAll(Self.needsReadoption) }
        let served = waiters.filter { $0.value != pair.accessToken }.keys.sorted()
        for caller in served { waiters[caller] = nil }
        let answer = served.isEmpty ? [] : [Action.answer(served, pair)]
        guard !waiters.isEmpty else {
            phase = .idle
            return answer
        }
        phase = .requesting(pair)
        return answer + [.request(pair)]
    }

    private mutating func decide(_ pair: TokenPair?, after refused: TokenPair) -> [Action] {
        if let pair, pair.refreshToken != refused.refreshToken { return answerAll(pair) }
        dead = refused.refreshToken
        return failAll(Self.needsReadoption)
    }

    private mutating func answerAll(_ pair: TokenPair) -> [Action] {
        let callers = takeWaiters()
        return callers.isEmpty ? [] : [.answer(callers, pair)]
    }

    private mutating func failAll(_ error: BitrixError) -> [Action] {
        let callers = takeWaiters()
        return callers.isEmpty ? [] : [.fail(callers, error)]
    }

    private static let needsReadoption = BitrixError(BitrixErrorCode.invalidGrant, execution: .notExecuted, needsReadoption: true)

    private mutating func takeWaiters() -> [Int] {
        phase = .idle
        defer { waiters = [:] }
        return waiters.keys.sorted()
    }
}
