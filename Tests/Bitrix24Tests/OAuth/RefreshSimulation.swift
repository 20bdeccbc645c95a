import Bitrix24

/// Drives the core by a seed against a model of store and server: callers come and go, the store fails, the server refuses, another process
/// renews in between. Records what must never be.
struct RefreshSimulation {
    private var generator: SeededGenerator
    private var core = TokenRefresh(maxWaiters: 1_000)
    private var stored = 1
    private var issued = 1
    private var pending: [TokenRefresh.Action] = []
    private var nextCaller = 0
    private(set) var unanswered: Set<Int> = []
    private(set) var violations: [String] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func run(steps: Int) {
        for _ in 0..<steps { step() }
        // Faults stop; everything under way must end.
        while !pending.isEmpty { performOne(healthy: true) }
    }

    private mutating func step() {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<3:
            nextCaller += 1
            unanswered.insert(nextCaller)
            feed(.wanted(by: nextCaller, stale: token(Bool.random(using: &generator) ? stored : max(1, stored - 1))))
        case 3:
            guard let caller = unanswered.randomElement(using: &generator) else { return }
            unanswered.remove(caller)
            feed(.left(caller))
        case 4 where Int.random(in: 0..<5, using: &generator) == 0:
            issued += 1
            stored = issued
        default:
            performOne(healthy: false)
        }
    }

    private mutating func performOne(healthy: Bool) {
        guard !pending.isEmpty else { return }
        let fails = !healthy && Int.random(in: 0..<4, using: &generator) == 0
        let failure = BitrixError(BitrixErrorCode.tokenStoreFailed, execution: .notExecuted)
        switch pending.removeFirst() {
        case .read: feed(fails ? .failed(failure) : .read(pair(stored)))
        case .save(let pair):
            if fails {
                feed(.failed(failure))
            } else {
                stored = generation(of: pair)
                feed(.saved)
            }
        case .request(let old):
            if fails {
                feed(.refused(BitrixError(BitrixErrorCode.timedOut, execution: .notExecuted)))
            } else if generation(of: old) != issued {
                feed(.refused(BitrixError("invalid_grant", execution: .notExecuted)))
            } else {
                issued += 1
                feed(.granted(pair(issued)))
            }
        case .answer, .fail: break
        }
    }

    private mutating func feed(_ event: TokenRefresh.Event) {
        for action in core.handle(event) {
            switch action {
            case .answer(let callers, let pair):
                if generation(of: pair) != stored { violations.append("A pair was given out that is not stored.") }
                settle(callers)
            case .fail(let callers, _): settle(callers)
            case .read, .request, .save: pending.append(action)
            }
        }
        if pending.count > 1 { violations.append("Two things were under way at once.") }
        if core.isIdle && !pending.isEmpty { violations.append("Something was under way in an idle core.") }
    }

    private mutating func settle(_ callers: [Int]) {
        for caller in callers where unanswered.remove(caller) == nil { violations.append("Caller \(caller) was answered twice.") }
    }

    private func token(_ generation: Int) -> Secret { Secret("access-\(generation)") }

    private func pair(_ generation: Int) -> TokenPair {
        TokenPair(
            accessToken: token(generation), refreshToken: Secret("refresh-\(generation)"), expiresAt: TestClock.start,
            clientEndpoint: "https://p.example/rest/", serverEndpoint: "https://o.example/rest/")
    }

    private func generation(of pair: TokenPair) -> Int {
        Int(pair.refreshToken.reveal().dropFirst("refresh-".count)) ?? 0
    }
}
