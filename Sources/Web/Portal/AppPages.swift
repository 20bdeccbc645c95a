import CallDesk
import Hummingbird
import Logging
import Storage

/// The app's main page, opened by a user of the portal.
struct AppPages: Sendable {
    let tools: WebTools

    func post(_ request: Request) async throws -> Response {
        let body = try await request.form(atMost: tools.configuration.limits.pageFormBytesMax)
        let post = try PagePost.read(request, body)
        let visitor: Installer.Visitor
        do {
            visitor = try await tools.desk.installer.visitor(post.claim)
        } catch {
            // A person looks at this one, so it is a page; it says the same to everybody.
            return try tools.pages.refused(language: post.language)
        }
        let portal = visitor.portal
        if portal.status == .needsReadoption { await adopt(post.claim) }
        let grant = tools.sessions.open(portalID: portal.id, userID: visitor.userID, seesAll: visitor.seesAll)
        return try tools.pages.app(portal: portal, grant: grant, language: post.language, zone: tools.desk.tools.configuration.hours.zone)
    }

    /// The portal's tokens no longer work, and here are new ones, just verified.
    private func adopt(_ claim: Installer.Claim) async {
        do {
            _ = try await tools.desk.installer.install(claim)
            tools.logger.notice("the portal has tokens again")
        } catch {
            tools.logger.warning("the portal still needs to be adopted by an administrator", metadata: ["cause": "\(error)"])
        }
    }
}
