public import AsyncHTTPClient
public import Logging

/// Calls the REST interface of one portal as the app installed there.
///
/// The token goes into the JSON body, never into the address. It is renewed on `expired_token` or just before its end, once for all callers.
/// A call waits for its turn in the portal's budget. Only calls that surely did not execute are repeated here; everything else is the
/// caller's decision by ``BitrixError/execution``.
public final class BitrixClient: Sendable {
    /// Shortest time between two renewals made only to learn a new address of the portal.
    static let minRelocationInterval = Duration.seconds(600)

    /// Which installation this is.
    public let key: PortalKey
    /// The portal's request budget.
    public let budget: RequestBudget
    /// Keeps the tokens fresh.
    public let refresher: TokenRefresher

    private let transport: HTTPTransport
    private let rules: AddressRules
    private let environment: BitrixEnvironment
    private let relocation = RelocationGuard(interval: minRelocationInterval)
    private let logger: Logger

    /// Makes a client.
    /// - Parameters:
    ///   - key: which installation.
    ///   - app: what the app proves itself with when tokens are renewed.
    ///   - tokens: where the tokens are; must know this key by the first call.
    ///   - budget: the portal's budget; give the same one to all clients of a portal.
    ///   - policy: what may be called and how long it may take.
    ///   - http: made with ``AsyncHTTPClient/HTTPClient/Configuration/bitrix24``.
    ///   - logger: gets methods, statuses and codes, nothing else.
    ///   - environment: clock and chance.
    public init(
        key: PortalKey, app: AppCredentials, tokens: any TokenStore, budget: RequestBudget, policy: BitrixPolicy = BitrixPolicy(),
        http: HTTPClient, logger: Logger, environment: BitrixEnvironment = .system
    ) {
        self.key = key
        self.budget = budget
        self.environment = environment
        self.logger = logger
        transport = HTTPTransport(http: http, policy: policy)
        rules = AddressRules(policy: policy)
        refresher = TokenRefresher(
            key: key, app: app, tokens: tokens, policy: policy, http: http, logger: logger, environment: environment)
    }

    /// Calls a method of REST 2 (settings/how-to-call-rest-api/general-principles.md).
    /// - Parameters:
    ///   - method: its name, e.g. `crm.item.get`.
    ///   - parameters: its parameters, a map.
    ///   - priority: how urgent it is.
    /// - Throws: ``BitrixError``; see its ``BitrixError/execution`` before sending the call again.
    @concurrent
    public func call(
        _ method: String, _ parameters: JSONValue = [:], priority: Priority = .normal
    ) async throws(BitrixError) -> RESTAnswer {
        try await perform(RESTRequest(method, parameters), priority)
    }

    /// Calls a method of REST 3 (api-reference/rest-v3.md).
    /// - Parameters:
    ///   - method: its name, e.g. `tasks.task.add`.
    ///   - body: its parameters, a map.
    ///   - idempotencyKey: 1 to 255 printable ASCII characters; a second call with the same key and body within a day does not run again.
    ///   - priority: how urgent it is.
    /// - Throws: ``BitrixError``.
    @concurrent
    public func callV3(
        _ method: String, _ body: JSONValue, idempotencyKey: String? = nil, priority: Priority = .normal
    ) async throws(BitrixError) -> RESTAnswer {
        try await perform(RESTRequest(method, body, isVersion3: true, idempotencyKey: idempotencyKey), priority)
    }

    private func perform(_ request: RESTRequest, _ priority: Priority) async throws(BitrixError) -> RESTAnswer {
        var attempts = CallAttempts()
        while true {
            let tokens = try await refresher.current()
            do throws(BitrixError) {
                return try await send(request, with: tokens, priority)
            } catch {
                switch attempts.failed(error, random: environment.random()) {
                case .giveUp: throw error
                case .renew: _ = try await refresher.renew(stale: tokens.accessToken)
                case .wait(let time): try await pause(time)
                case .relocate: try await relocate(from: tokens, because: error)
                }
            }
        }
    }

    private func send(_ request: RESTRequest, with tokens: TokenPair, _ priority: Priority) async throws(BitrixError) -> RESTAnswer {
        let url = request.url(at: try rules.portalEndpoint(tokens.clientEndpoint))
        try await budget.enter(request.method, priority)
        let reading: AnswerReader.Reading
        do throws(BitrixError) {
            let answer = try await transport.post(url, json: request.body(token: tokens.accessToken), headers: request.headers)
            reading = AnswerReader(method: request.method).read(answer)
        } catch {
            reading = AnswerReader.Reading(outcome: .failure(error))
        }
        report(reading, of: request.method)
        return try reading.outcome.get()
    }

    private func report(_ reading: AnswerReader.Reading, of method: String) {
        var failure: BitrixError?
        if case .failure(let error) = reading.outcome { failure = error }
        budget.ended(method, outcome: Breaker.Outcome(of: failure), operating: reading.operating, error: failure)
        Telemetry.called(outcome: failure.map { "\($0.execution)" } ?? "ok")
        guard let failure else { return }
        logger.debug(
            "A call to the portal failed",
            metadata: [
                "portal": "\(key.memberID)", "method": "\(method)", "code": "\(failure.code)", "status": "\(failure.httpStatus ?? 0)",
                "execution": "\(failure.execution)",
            ])
    }

    private func pause(_ time: Duration) async throws(BitrixError) {
        do { try await environment.sleep(time) } catch {
            throw BitrixError(BitrixErrorCode.cancelled, execution: .notExecuted, isRetryable: true)
        }
    }

    /// The portal answered with a redirect: its name has changed. The new address is not taken from the redirect but from the authorisation
    /// server, which names it with every new pair (settings/how-to-call-rest-api/change-domen.md, settings/oauth/auto-renewal.md).
    private func relocate(from tokens: TokenPair, because error: BitrixError) async throws(BitrixError) {
        guard relocation.allows(at: environment.elapsed()) else { throw error }
        let renewed = try await refresher.renew(stale: tokens.accessToken)
        guard renewed.clientEndpoint != tokens.clientEndpoint else { throw error }
    }
}

extension Breaker.Outcome {
    /// How an attempt counts: the portal answered when it sent JSON of its own, even with an error.
    init(of failure: BitrixError?) {
        guard let failure else {
            self = .answered
            return
        }
        switch failure.code {
        case BitrixErrorCode.cancelled: self = .abandoned
        case BitrixErrorCode.unreachable, BitrixErrorCode.timedOut, BitrixErrorCode.connectionCut, BitrixErrorCode.unreadableAnswer:
            self = .failed
        default: self = .answered
        }
    }
}
