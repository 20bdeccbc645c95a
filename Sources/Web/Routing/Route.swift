import Hummingbird

/// Who may use a route. A route cannot be made without saying so.
enum RouteAccess: Sendable, Equatable {
    /// Everybody; nothing personal is served.
    case everybody
    /// The portal; the handler checks what proves it before it does anything.
    case portal
    /// Programs of the company, by API_TOKEN or on this machine.
    case integration
    /// The same, and pages opened from a portal, for that portal's data.
    case integrationOrPage
    /// The same, and the bearer of a ticket for this one recording.
    case integrationOrPageOrTicket
    /// Pages opened from a portal only.
    case page
}

/// One method on one path.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, WebContext, Caller) async throws -> Response

    let method: HTTPRequest.Method
    /// With parameters in braces, as the OpenAPI document writes it.
    let path: String
    let access: RouteAccess
    /// The extra listener that serves it too.
    let group: APIGroup?
    let handle: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ access: RouteAccess, group: APIGroup? = nil, handle: @escaping Handler) {
        self.method = method
        self.path = path
        self.access = access
        self.group = group
        self.handle = handle
    }
}
