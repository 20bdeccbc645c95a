import Bitrix24
import Testing

@Suite("Token refresh, the decisions")
struct TokenRefreshTests {
    private static func pair(_ generation: Int) -> TokenPair {
        TokenPair(
            accessToken: Secret("access-\(generation)"), refreshToken: Secret("refresh-\(generation)"), expiresAt: TestClock.start,
            clientEndpoint: "https://p.example/rest/", serverEndpoint: "https://o.example/rest/")
    }

    private let old = pair(1)
    private let new = pair(2)
    private let invalidGrant = BitrixError("invalid_grant", httpStatus: 400, execution: .notExecuted)
    private let storeFailed = BitrixError(BitrixErrorCode.tokenStoreFailed, execution: .notExecuted)

    @Test("Many callers make one request, and get the new pair only after it is saved")
    func together() {
        var core = TokenRefresh(maxWaiters: 10)
        #expect(core.handle(.wanted(by: 1, stale: old.accessToken)) == [.read])
        #expect(core.handle(.wanted(by: 2, stale: old.accessToken)) == [])
        #expect(core.handle(.read(old)) == [.request(old)])
        #expect(core.handle(.wanted(by: 3, stale: old.accessToken)) == [])
        #expect(core.handle(.granted(new)) == [.save(new)])
        #expect(core.handle(.wanted(by: 4, stale: old.accessToken)) == [])
        #expect(core.handle(.saved) == [.answer([1, 2, 3, 4], new)])
        #expect(core.isIdle)
    }

    @Test("A caller that comes late with the old token gets the stored pair without a request")
    func late() {
        var core = TokenRefresh(maxWaiters: 10)
        #expect(core.handle(.wanted(by: 1, stale: old.accessToken)) == [.read])
        #expect(core.handle(.read(new)) == [.answer([1], new)])
        #expect(core.isIdle)
    }

    @Test("Callers with the stored token wait for a new one while those with another are served")
    func mixed() {
        var core = TokenRefresh(maxWaiters: 10)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.wanted(by: 2, stale: new.accessToken))
        #expect(core.handle(.read(new)) == [.answer([1], new), .request(new)])
    }

    @Test("A refused refresh token is compared with the store once more before the authorisation is called dead")
    func reread() {
        var core = TokenRefresh(maxWaiters: 10)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.read(old))
        #expect(core.handle(.refused(invalidGrant)) == [.read])
        #expect(core.handle(.read(new)) == [.answer([1], new)])

        _ = core.handle(.wanted(by: 2, stale: old.accessToken))
        _ = core.handle(.read(old))
        _ = core.handle(.refused(invalidGrant))
        let dead = core.handle(.read(old))
        guard case .fail([2], let error)? = dead.first else {
            Issue.record("The caller was not told.")
            return
        }
        #expect(error.needsReadoption && error.execution == .notExecuted)
        #expect(core.isIdle)

        _ = core.handle(.wanted(by: 3, stale: old.accessToken))
        #expect(core.handle(.read(old)) == [.fail([3], error)], "The dead token is not sent again.")
        _ = core.handle(.wanted(by: 4, stale: old.accessToken))
        #expect(core.handle(.read(new)) == [.answer([4], new)], "A re-adopted portal works again.")
    }

    @Test("Another refusal is handed to all, and the next caller tries again")
    func refused() {
        var core = TokenRefresh(maxWaiters: 10)
        let error = BitrixError("PAYMENT_REQUIRED", execution: .notExecuted)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.wanted(by: 2, stale: old.accessToken))
        _ = core.handle(.read(old))
        #expect(core.handle(.refused(error)) == [.fail([1, 2], error)])
        #expect(core.handle(.wanted(by: 3, stale: old.accessToken)) == [.read])
    }

    @Test("A pair that could not be saved is not lost: the next caller saves it before anything else is asked for")
    func unsaved() {
        var core = TokenRefresh(maxWaiters: 10)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.read(old))
        _ = core.handle(.granted(new))
        #expect(core.handle(.failed(storeFailed)) == [.fail([1], storeFailed)])
        #expect(core.handle(.wanted(by: 2, stale: old.accessToken)) == [.read])
        #expect(core.handle(.read(old)) == [.save(new)])
        #expect(core.handle(.saved) == [.answer([2], new)])
    }

    @Test("An unsaved pair gives way to one that somebody else has stored since")
    func overtaken() {
        var core = TokenRefresh(maxWaiters: 10)
        let adopted = Self.pair(9)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.read(old))
        _ = core.handle(.granted(new))
        _ = core.handle(.failed(storeFailed))
        _ = core.handle(.wanted(by: 2, stale: old.accessToken))
        #expect(core.handle(.read(adopted)) == [.answer([2], adopted)])
    }

    @Test("When all callers have left, nothing is asked for; a granted pair is saved all the same")
    func left() {
        var core = TokenRefresh(maxWaiters: 10)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.left(1))
        #expect(core.handle(.read(old)) == [])
        #expect(core.isIdle)
        _ = core.handle(.wanted(by: 2, stale: old.accessToken))
        _ = core.handle(.read(old))
        _ = core.handle(.left(2))
        #expect(core.handle(.granted(new)) == [.save(new)])
        #expect(core.handle(.saved) == [])
    }

    @Test("More callers than the limit are refused at once")
    func limit() {
        var core = TokenRefresh(maxWaiters: 2)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        _ = core.handle(.wanted(by: 2, stale: old.accessToken))
        guard case .fail([3], let error)? = core.handle(.wanted(by: 3, stale: old.accessToken)).first else {
            Issue.record("The third caller was let in.")
            return
        }
        #expect(error.isRetryable && error.execution == .notExecuted)
    }

    @Test("An unknown portal needs an administrator")
    func unknown() {
        var core = TokenRefresh(maxWaiters: 2)
        _ = core.handle(.wanted(by: 1, stale: old.accessToken))
        guard case .fail([1], let error)? = core.handle(.read(nil)).first else {
            Issue.record("The caller was not told.")
            return
        }
        #expect(error.code == BitrixErrorCode.noTokens && error.needsReadoption)
    }

    @Test("Whatever happens in whatever order, every caller is answered exactly once and at most one request is under way", arguments: 1...200 as ClosedRange<UInt64>)
    func anyOrder(seed: UInt64) {
        var simulation = RefreshSimulation(seed: seed)
        simulation.run(steps: 300)
        #expect(simulation.violations.isEmpty, "\(simulation.violations)")
        #expect(simulation.unanswered.isEmpty)
    }
}
