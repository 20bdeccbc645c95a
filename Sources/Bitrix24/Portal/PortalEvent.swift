/// One event as the portal posts it (api-reference/events/index.md).
///
/// An event says that something happened, not what: it is a hint to read the truth by REST. It carries no signature; the
/// ``applicationToken`` is compared with the stored one, and nothing else in it replaces what is stored about the portal, except in
/// `ONAPPINSTALL` after ``InstallVerifier`` has confirmed it.
public struct PortalEvent: Sendable, Hashable {
    /// Longest event name accepted, in bytes.
    public static let maxNameBytes = 200

    /// The event's name in upper case, e.g. `ONCRMLEADADD`; the portal's own case varies. See ``EventName``.
    public var name: String
    /// Number of the handler binding, when sent.
    public var handlerID: Int?
    /// What the event says: a map, a list, a number as text, or `.null`.
    public var data: JSONValue
    /// When the portal's queue sent it, unix seconds; some events have none.
    public var timestamp: Int?
    /// The portal's permanent id; some events have none.
    public var memberID: String?
    /// The token to compare with the stored one (``ConstantTime/equal(_:_:)``); some events have none.
    public var applicationToken: String?
    /// The portal's host name at the time.
    public var domain: String?
    /// The user whose action caused it; nil when a robot or an agent did.
    public var userID: Int?
    /// Address of the portal's REST interface. Informational: calls go to the stored one.
    public var clientEndpoint: String?
    /// Address of the authorisation server. Informational outside `ONAPPINSTALL`.
    public var serverEndpoint: String?
    /// Access token of that user, when there is one.
    public var accessToken: Secret?
    /// Refresh token; to be used from a verified `ONAPPINSTALL` only.
    public var refreshToken: Secret?
    /// Life of the access token in seconds.
    public var expiresIn: Int?
    /// Permissions of the app.
    public var scope: Set<String>
    /// Status of the app: L local, F free, D demo, T trial, P paid.
    public var status: String?

    /// Reads an event from the body of a POST in form encoding.
    /// - Throws: ``DecodingProblem`` when the body is no form, is over a limit or has no `event`.
    public static func decode(form body: [UInt8]) throws(DecodingProblem) -> PortalEvent {
        let form = try FormDecoder.decode(body)
        guard let name = form["event"].text else { throw DecodingProblem(.missingField, field: "event") }
        guard name.utf8.count <= maxNameBytes else { throw DecodingProblem(.invalidField, field: "event") }
        let auth = form["auth"]
        return PortalEvent(
            name: name.uppercased(),
            handlerID: form["event_handler_id"].int,
            data: form["data"] == .string("") ? .null : form["data"],
            timestamp: form["ts"].int,
            memberID: auth["member_id"].text,
            applicationToken: auth["application_token"].text,
            domain: auth["domain"].text,
            userID: auth["user_id"].int,
            clientEndpoint: auth["client_endpoint"].text,
            serverEndpoint: auth["server_endpoint"].text,
            accessToken: auth["access_token"].text.map(Secret.init),
            refreshToken: auth["refresh_token"].text.map(Secret.init),
            expiresIn: auth["expires_in"].int,
            scope: ScopeList.parse(auth["scope"]),
            status: auth["status"].text)
    }
}

extension PortalEvent: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name and the time only: data may be personal, tokens are secret.
    public var description: String { "PortalEvent(\(name), ts: \(timestamp.map(String.init) ?? "none"))" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Name and time only.
    public var customMirror: Mirror { Mirror(self, children: ["name": name, "timestamp": timestamp as Any]) }
}
