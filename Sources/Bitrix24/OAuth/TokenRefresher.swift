public import AsyncHTTPClient
import Foundation
public import Logging

/// Performs ``TokenRefresh`` for one portal: keeps the callers waiting, asks the store and the authorisation server.
///
/// The work runs in tasks of its own: a caller that is cancelled leaves, and neither the request nor the other callers notice.
public actor TokenRefresher {
    private typealias Waiter = CheckedContinuation<Result<TokenPair, BitrixError>, Never>

    private let key: PortalKey
    private let app: AppCredentials
    private let tokens: any TokenStore
    private let server: OAuthServer
    private let policy: BitrixPolicy
    private let environment: BitrixEnvironment
    private let logger: Logger
    private var core: TokenRefresh
    private var breaker = Breaker()
    private var waiters: [Int: Waiter] = [:]
    private var lastCaller = 0

    /// Makes a refresher; one per portal and process, however many clients share it.
    public init(
        key: PortalKey, app: AppCredentials, tokens: any TokenStore, policy: BitrixPolicy, http: HTTPClient, logger: Logger,
        environment: BitrixEnvironment = .system
    ) {
        self.key = key
        self.app = app
        self.tokens = tokens
        self.policy = policy
        self.environment = environment
        self.logger = logger
        server = OAuthServer(transport: HTTPTransport(http: http, policy: policy), rules: AddressRules(policy: policy))
        core = TokenRefresh(maxWaiters: policy.maxRefreshWaiters)
    }

    /// The stored pair; one that is about to end by our clock is renewed first.
    /// - Throws: `NO_TOKENS`, `TOKEN_STORE_FAILED`, or what ``renew(stale:)`` throws.
    nonisolated public func current() async throws(BitrixError) -> TokenPair {
        let stored: TokenPair?
        do { stored = try await tokens.tokens(of: key) } catch { throw Self.storeFailed }
        guard let pair = stored else {
            throw BitrixError(BitrixErrorCode.noTokens, execution: .notExecuted, needsReadoption: true)
        }
        let margin = Double(policy.expiryMargin.components.seconds)
        guard pair.expiresAt.timeIntervalSince(environment.now()) <= margin else { return pair }
        return try await renew(stale: pair.accessToken)
    }

    /// A pair whose access token is another than the one given: the stored one if somebody has renewed it already, else a new one.
    /// - Parameter stale: the token that was refused or is about to end.
    /// - Throws: why there is none; the call that needed it was not executed. `needsReadoption` is set when only an administrator can help.
    public func renew(stale: Secret) async throws(BitrixError) -> TokenPair {
        lastCaller += 1
        let caller = lastCaller
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in enter(caller, stale, waiter) }
        } onCancel: {
            Task { await self.leave(caller) }
        }
        return try result.get()
    }

    private func enter(_ caller: Int, _ stale: Secret, _ waiter: Waiter) {
        guard !Task.isCancelled else {
            waiter.resume(returning: .failure(Self.cancelled))
            return
        }
        waiters[caller] = waiter
        advance(.wanted(by: caller, stale: stale))
    }

    private func leave(_ caller: Int) {
        guard let waiter = waiters.removeValue(forKey: caller) else { return }
        advance(.left(caller))
        waiter.resume(returning: .failure(Self.cancelled))
    }

    private func advance(_ event: TokenRefresh.Event) {
        for action in core.handle(event) { perform(action) }
    }

    private func perform(_ action: TokenRefresh.Action) {
        switch action {
        case .answer(let callers, let pair):
            for caller in callers { waiters.removeValue(forKey: caller)?.resume(returning: .success(pair)) }
        case .fail(let callers, let error):
            for caller in callers { waiters.removeValue(forKey: caller)?.resume(returning: .failure(error)) }
        case .read: Task { await read() }
        case .request(let pair): Task { await request(after: pair) }
        case .save(let pair): Task { await save(pair) }
        }
    }

    private func read() async {
        do { advance(.read(try await tokens.tokens(of: key))) } catch { advance(.failed(Self.storeFailed)) }
    }

    private func save(_ pair: TokenPair) async {
        do {
            try await tokens.save(pair, of: key)
        } catch {
            logger.error("The new tokens could not be saved", metadata: ["portal": "\(key.memberID)"])
            advance(.failed(Self.storeFailed))
            return
        }
        advance(.saved)
    }

    private func request(after pair: TokenPair) async {
        if let held = breaker.heldBack(at: environment.elapsed()) {
            advance(.refused(BitrixError(BitrixErrorCode.heldBack, execution: .notExecuted, isRetryable: true, retryAfter: held)))
            return
        }
        breaker.sending()
        do throws(BitrixError) {
            let renewed = try await server.refresh(pair, of: key, for: app, now: environment.now())
            ended(with: nil)
            advance(.granted(renewed))
        } catch {
            ended(with: error)
            advance(.refused(Self.notExecuted(error)))
        }
    }

    /// Every failure but the refusal of a dead token counts for the breaker: whatever its cause, asking again at once does not help.
    private func ended(with error: BitrixError?) {
        let isAnswered = error?.has(BitrixErrorCode.invalidGrant) ?? true
        breaker.ended(isAnswered ? .answered : .failed, at: environment.elapsed())
        Telemetry.refreshed(succeeded: error == nil)
        guard let error else { return }
        logger.warning("The authorisation server gave no new tokens", metadata: ["portal": "\(key.memberID)", "code": "\(error.code)"])
    }

    /// Whatever became of the refresh, the call that needed the token was not executed.
    private static func notExecuted(_ error: BitrixError) -> BitrixError {
        var error = error
        if error.execution == .unknown { error.isRetryable = true }
        error.execution = .notExecuted
        return error
    }

    private static let cancelled = BitrixError(BitrixErrorCode.cancelled, execution: .notExecuted, isRetryable: true)
    private static let storeFailed = BitrixError(BitrixErrorCode.tokenStoreFailed, execution: .notExecuted, isRetryable: true)
}
