import CallDesk
import Foundation
import Hummingbird
import Storage

/// What open pages need for themselves.
struct PageRoutes: Sendable {
    let tools: WebTools

    struct Renewal: Encodable {
        let bearer: String
        let expiresAt: Date
    }

    var routes: [Route] {
        [Route(.post, "/api/v1/session", .page) { request, _, caller in try await renew(request, caller) }]
    }

    /// A new bearer for a page that stays open; the old one ends. Not for a portal that has removed the app.
    private func renew(_ request: Request, _ caller: Caller) async throws -> Response {
        guard let portalID = caller.portalID, let portal = try await tools.desk.tools.store.portal(id: portalID), portal.status != .uninstalled,
            let bearer = Bearer.token(in: request), let grant = tools.sessions.renew(bearer)
        else { throw Problem.unauthorized }
        return JSONAnswer.response(Renewal(bearer: grant.bearer, expiresAt: grant.expiresAt))
    }
}
