import HTTPTypes
import Hummingbird

/// Lets a request in to a route, or not.
struct AccessGate: Sendable {
    let rule: AccessRule
    let sessions: PageSessions
    let tickets: RecordingTickets
    /// Where our own pages are; what writes with a page's bearer must come from there.
    let publicOrigin: WebOrigin?

    func admit(_ request: Request, _ context: WebContext, to access: RouteAccess) throws(Problem) -> Caller {
        switch access {
        case .everybody, .portal: return .anybody
        case .integration: return try integration(request, context)
        case .page:
            guard let session = try page(request) else { throw .unauthorized }
            return .page(session)
        case .integrationOrPage: return try integrationOrPage(request, context)
        case .integrationOrPageOrTicket:
            if let ticket = request.query("ticket"), let id = context.parameters.get("id").flatMap({ Int64($0) }) {
                guard let portalID = tickets.portal(ticket, callID: id) else { throw .unauthorized }
                return .ticket(portalID: portalID)
            }
            return try integrationOrPage(request, context)
        }
    }

    private func integrationOrPage(_ request: Request, _ context: WebContext) throws(Problem) -> Caller {
        if let session = try page(request) { return .page(session) }
        return try integration(request, context)
    }

    private func integration(_ request: Request, _ context: WebContext) throws(Problem) -> Caller {
        let visit = AccessRule.Visit(
            peerIsLoopback: context.peerIsLoopback, host: request.headers[.furtherHost] == nil ? request.head.authority : nil, bearer: Bearer.token(in: request),
            fieldNames: Set(request.headers.map { $0.name.canonicalName }), origin: request.headers[.origin],
            fetchSite: request.headers[.secFetchSite])
        switch rule.verdict(visit) {
        case .admitted: return .integration
        case .unauthorized: throw .unauthorized
        case .forbidden: throw .forbidden
        }
    }

    private func page(_ request: Request) throws(Problem) -> PageSession? {
        guard let bearer = Bearer.token(in: request), let session = sessions.session(bearer) else { return nil }
        if request.method != .get && request.method != .head {
            guard let origin = request.headers[.origin].flatMap({ WebOrigin($0) }), origin == publicOrigin else { throw .forbidden }
        }
        return session
    }
}
