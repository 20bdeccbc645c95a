/// What the portal posts when it opens one of our pages in a frame: the installation page, the app or a placement
/// (settings/oauth/simple-way.md, api-reference/widgets/index.md).
///
/// Nothing in it is trusted before ``InstallVerifier`` has asked the authorisation server about the access token.
public struct PortalPost: Sendable, Hashable {
    /// Life of an access token when the portal does not say, in seconds (settings/oauth/auto-renewal.md).
    public static let defaultLifetimeSeconds = 3_600

    /// Access token of the user who opened the page.
    public var accessToken: Secret
    /// Refresh token of that user; empty when none was sent.
    public var refreshToken: Secret
    /// Life of the access token in seconds.
    public var expiresIn: Int
    /// Address of the authorisation server, e.g. `https://oauth.bitrix24.tech/rest/`.
    public var serverEndpoint: String?
    /// The portal's host name as the browser saw it.
    public var domain: String
    /// The portal's permanent id.
    public var memberID: String
    /// Token that the portal's events will carry.
    public var applicationToken: Secret?
    /// Permissions of the app.
    public var scope: Set<String>
    /// Status of the app: L local, F free, D demo, T trial, P paid.
    public var status: String?
    /// Code of the place: `DEFAULT` is the main page, see ``isMainPage``.
    public var placement: String
    /// Options of the placement; `.null` when absent or unreadable.
    public var placementOptions: JSONValue
    /// Language of the user's interface, e.g. `ru`.
    public var language: String?
    /// Session of the frame.
    public var sessionID: String?
    /// Whether the portal is open over https.
    public var protocolIsHTTPS: Bool

    /// Whether the app's own page was opened, not a placement.
    public var isMainPage: Bool { placement == "DEFAULT" }

    /// Reads the request.
    /// - Parameters:
    ///   - query: the part of the request target after `?`, still encoded; may be empty.
    ///   - body: the body in form encoding. Where both name a field, the body's value is taken, except for `DOMAIN`.
    /// - Throws: ``DecodingProblem`` when either is no form or a field that every such request has is missing.
    public static func decode(query: String, body: [UInt8]) throws(DecodingProblem) -> PortalPost {
        let query = try FormDecoder.decode(Array(query.utf8))
        let form = try FormDecoder.decode(body)
        func field(_ name: String) -> JSONValue {
            let posted = form.member(ignoringCase: name)
            return posted.text == nil ? query.member(ignoringCase: name) : posted
        }
        func required(_ name: String) throws(DecodingProblem) -> String {
            guard let text = field(name).text else { throw DecodingProblem(.missingField, field: name) }
            return text
        }
        let domain: String
        if let named = query.member(ignoringCase: "DOMAIN").text { domain = named } else { domain = try required("DOMAIN") }
        return PortalPost(
            accessToken: Secret(try required("AUTH_ID")),
            refreshToken: Secret(field("REFRESH_ID").text ?? ""),
            expiresIn: field("AUTH_EXPIRES").int ?? defaultLifetimeSeconds,
            serverEndpoint: field("SERVER_ENDPOINT").text,
            domain: domain.lowercased(),
            memberID: try required("member_id"),
            applicationToken: field("APPLICATION_TOKEN").text.map(Secret.init),
            scope: ScopeList.parse(field("APPLICATION_SCOPE")),
            status: field("status").text,
            placement: field("PLACEMENT").text ?? "DEFAULT",
            placementOptions: options(form.member(ignoringCase: "PLACEMENT_OPTIONS")),
            language: field("LANG").text,
            sessionID: field("APP_SID").text,
            protocolIsHTTPS: field("PROTOCOL").text != "0")
    }

    /// The options come as JSON inside a text; a form with brackets is taken as well.
    private static func options(_ value: JSONValue) -> JSONValue {
        guard let text = value.text else { return value.members.isEmpty && value.list.isEmpty ? .null : value }
        return JSONValue(json: text.utf8) ?? .null
    }
}

extension PortalPost: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Placement and portal only.
    public var description: String { "PortalPost(\(placement), portal: \(memberID))" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Placement and portal only.
    public var customMirror: Mirror { Mirror(self, children: ["placement": placement, "memberID": memberID]) }
}
