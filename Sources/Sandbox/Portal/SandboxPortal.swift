import AsyncHTTPClient
import Logging
import ServiceLifecycle

/// Where a running stand-in is reached; no slash at the end of either.
package struct PortalAddresses: Sendable, Hashable {
    /// The portal: pages and `/rest/`.
    package let portal: String
    /// The authorisation host: `/oauth/token/` and `/rest/app.info`.
    package let oauth: String
}

/// A stand-in Bitrix24 portal with its authorisation host, on two loopback ports, all in memory. It answers by the official
/// documentation, refuses what that does not know, and keeps a list of such cases in ``strictViolations``.
package actor SandboxPortal: Service {
    let configuration: SandboxPortalConfiguration
    var state: PortalState
    var log = RequestLog()
    var faults = FaultPlan()
    var hook: (@Sendable (RequestRecord, RequestMoment) async -> Void)?
    var events: [SentEvent] = []
    /// The channel to the application is down: events happen and are lost.
    var losesEvents = false

    /// Somebody to place calls by hand with.
    var callers: SandboxCalls?
    var placing = 0

    /// There while the stand-in runs.
    var client: HTTPClient?

    private var portalPort: Int?
    private var oauthPort: Int?
    private var addressWaiters: [CheckedContinuation<PortalAddresses, Never>] = []
    private let deliveries: AsyncStream<PreparedEvent>
    private let deliver: AsyncStream<PreparedEvent>.Continuation
    private var undelivered = 0
    private var settleWaiters: [CheckedContinuation<Void, Never>] = []

    package init(configuration: SandboxPortalConfiguration) {
        self.configuration = configuration
        state = PortalState(configuration: configuration)
        (deliveries, deliver) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.deliveryLimit))
    }

    /// Events that may wait for delivery; later ones are lost, as a real channel loses them.
    private static let deliveryLimit = 10_000

    /// Serves until cancelled or shut down gracefully.
    package func run() async throws {
        var logger = Logger(label: "sandbox.portal")
        logger.logLevel = .critical
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.clientConfiguration)
        self.client = client
        let portal = LoopbackServer(port: configuration.portalPort) { port in
            await self.portalListens(on: port)
        } answer: { ask in
            await self.answerPortal(ask)
        }
        let oauth = LoopbackServer(port: configuration.oauthPort) { port in
            await self.oauthListens(on: port)
        } answer: { ask in
            await self.answerOAuth(ask)
        }
        let courier = EventCourier(deliveries: deliveries) { event in await self.courierPosts(event) }
        let group = ServiceGroup(configuration: .init(services: [courier, oauth, portal], logger: logger))
        let outcome = await Result { try await group.run() }
        self.client = nil
        try await client.shutdown()
        try outcome.get()
    }

    /// A portal does not knock twice: an application that refuses the connection has lost the event.
    private static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// The addresses, as soon as both ports accept connections.
    package var addresses: PortalAddresses {
        get async {
            if let addresses = knownAddresses { return addresses }
            return await withCheckedContinuation { addressWaiters.append($0) }
        }
    }

    private var knownAddresses: PortalAddresses? {
        guard let portalPort, let oauthPort else { return nil }
        return PortalAddresses(portal: "http://127.0.0.1:\(portalPort)", oauth: "http://127.0.0.1:\(oauthPort)")
    }

    private func portalListens(on port: Int) {
        portalPort = port
        announceAddresses()
    }

    private func oauthListens(on port: Int) {
        oauthPort = port
        announceAddresses()
    }

    private func announceAddresses() {
        guard let addresses = knownAddresses else { return }
        state.portalAddress = addresses.portal
        state.oauthAddress = addresses.oauth
        for waiter in addressWaiters { waiter.resume(returning: addresses) }
        addressWaiters = []
    }

    /// Performs one operation on the state at the present moment and hands its events to the courier.
    func change<Value: Sendable, Failure: Error>(_ operation: (inout PortalState) throws(Failure) -> Value) throws(Failure) -> Value {
        state.now = configuration.now()
        defer { dispatch() }
        return try operation(&state)
    }

    private func dispatch() {
        let queued = state.outbox
        state.outbox = []
        for event in queued {
            for prepared in prepare(event) {
                undelivered += 1
                guard case .enqueued = deliver.yield(prepared) else {
                    undelivered -= 1
                    continue
                }
            }
        }
    }

    private func courierPosts(_ event: PreparedEvent) async {
        _ = await post(event)
        undelivered -= 1
        guard undelivered == 0 else { return }
        for waiter in settleWaiters { waiter.resume() }
        settleWaiters = []
    }

    /// Returns once every event that happened so far was posted or given up on.
    package func settleEvents() async {
        guard undelivered > 0 else { return }
        await withCheckedContinuation { settleWaiters.append($0) }
    }
}
