import Bitrix24
import CallDesk
import Hummingbird

/// The installation path: the page that an administrator sees once, or the event of an app without pages.
struct InstallPages: Sendable {
    let tools: WebTools

    func post(_ request: Request) async throws -> Response {
        let body = try await request.form(atMost: tools.configuration.limits.pageFormBytesMax)
        if (try? PortalEvent.decode(form: body)) != nil { return try await EventAnswers(tools: tools).answer(to: body) }
        let post = try PagePost.read(request, body)
        guard post.claim.applicationToken?.isEmpty == false else { throw Problem.notFromPortal }
        let report = try await tools.desk.installing(post.claim)
        return try tools.pages.installed(report, language: post.language)
    }
}

/// The form that opens a page of ours.
struct PagePost: Sendable {
    let claim: Installer.Claim
    let language: PageLanguage

    /// - Throws: 400 when it is no such form.
    static func read(_ request: Request, _ body: [UInt8]) throws(Problem) -> PagePost {
        let post: PortalPost
        do {
            post = try PortalPost.decode(query: request.uri.query ?? "", body: body)
        } catch {
            throw Problem(.badRequest, error.description)
        }
        let claim = Installer.Claim(
            accessToken: post.accessToken, refreshToken: post.refreshToken, expiresIn: post.expiresIn, memberID: post.memberID,
            serverEndpoint: post.serverEndpoint, applicationToken: post.applicationToken?.reveal(), scope: post.scope)
        return PagePost(claim: claim, language: PageLanguage(post.language))
    }
}
