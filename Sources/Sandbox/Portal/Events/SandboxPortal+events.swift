import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension SandboxPortal {
    /// Events remembered for repeating.
    private static let eventLimit = 10_000
    /// Longest answer of a handler read, in bytes.
    private static let answerLimit = 4 * 1024 * 1024

    /// Every event posted so far, oldest first.
    package var sentEvents: [SentEvent] { events }

    /// Posts an event again exactly as it went out before; the real portal never does, proxies and attackers do.
    /// - Returns: the handler's status; nil when it did not answer or there is no such event.
    @discardableResult
    package func repeatEvent(_ number: Int) async -> Int? {
        guard events.indices.contains(number) else { return nil }
        let event = events[number]
        return await post(PreparedEvent(name: event.name, data: event.data, handler: event.handler, body: event.body))
    }

    /// Posts the last `count` events once more, in reverse order when asked.
    package func repeatLastEvents(_ count: Int, reversed: Bool = false) async {
        let numbers = events.suffix(count).map(\.number)
        for number in reversed ? numbers.reversed() : numbers { await repeatEvent(number) }
    }

    /// From now on events are lost on their way, or delivered again. The portal never sends the lost ones later.
    package func loseEvents(_ isLossy: Bool) { losesEvents = isLossy }

    /// Posts any form body to an address, as somebody on the network might.
    /// - Returns: the status; nil when nobody answered.
    @discardableResult
    package func sendRaw(_ body: String, to handler: String) async -> Int? {
        await send(body, to: handler)?.status
    }

    /// Posts an event of any name to whoever is bound to it, with the authorisation block the portal would add.
    package func sendEvent(_ name: String, data: JSON, actor: Int? = nil) async {
        state.now = configuration.now()
        for event in prepare(QueuedEvent(name: name, data: data, actor: actor)) { _ = await post(event) }
    }

    /// One posting per online handler. Nothing before `installFinish`.
    func prepare(_ event: QueuedEvent) -> [PreparedEvent] {
        guard state.isInstalled, !losesEvents else { return [] }
        return state.eventBindings.filter { $0.event == event.name && !$0.isOffline }.map { binding in
            let actor = binding.authType > 0 ? binding.authType : event.actor
            return PreparedEvent(
                name: event.name, data: event.data, handler: binding.handler,
                body: FormCoding.encode([
                    "event": .string(event.name), "event_handler_id": .string(String(binding.id)), "data": event.data,
                    "ts": .string(String(Int(state.now.timeIntervalSince1970))), "auth": authorisation(actor: actor),
                ]))
        }
    }

    /// The `auth` block. Its refresh token belongs to nobody: a client that adopts it finds that out.
    func authorisation(actor: Int?) -> JSON {
        var block: JSONObject = [:]
        if let actor, configuration.eventAuthorisation == .ofTheActor {
            let pair = state.issueTokens(for: actor)
            block["access_token"] = .string(pair.access)
            block["expires"] = .string(String(Int(pair.expires.timeIntervalSince1970)))
            block["expires_in"] = .string(String(configuration.accessTokenLifetime))
            block["scope"] = .string(configuration.scopes.joined(separator: ","))
        }
        block["domain"] = .string(host)
        block["server_endpoint"] = .string("\(state.oauthAddress)/rest/")
        if block["access_token"] != nil { block["status"] = "L" }
        block["client_endpoint"] = .string("\(state.portalAddress)/rest/")
        block["member_id"] = .string(configuration.memberID)
        if let actor, block["access_token"] != nil {
            block["user_id"] = .string(String(actor))
            block["refresh_token"] = .string(state.random.hex(70))
        }
        block["application_token"] = .string(state.applicationToken)
        return .object(block)
    }

    /// Host and port, as the portal names itself in DOMAIN.
    var host: String { String(state.portalAddress.dropFirst("http://".count)) }

    /// Posts one event once; whatever comes back, it is never posted again.
    func post(_ event: PreparedEvent) async -> Int? {
        let number = events.count
        if number < Self.eventLimit {
            events.append(
                SentEvent(number: number, name: event.name, handler: event.handler, data: event.data, body: event.body, status: nil))
        }
        let status = await send(event.body, to: event.handler)?.status
        if events.indices.contains(number) { events[number].status = status }
        return status
    }

    /// A form POST to the application; nil when it does not answer in time.
    func send(_ form: String, to url: String) async -> (status: Int, headers: HTTPHeaders, body: String)? {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "user-agent", value: "Bitrix24 Webhook Engine")
        request.body = .bytes(ByteBuffer(string: form))
        let timeout = TimeAmount(configuration.eventTimeout)
        guard let response = try? await client?.execute(request, timeout: timeout) else { return nil }
        let body = try? await response.body.collect(upTo: Self.answerLimit)
        return (Int(response.status.code), response.headers, body.map { String(buffer: $0) } ?? "")
    }
}
