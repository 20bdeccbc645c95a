import Foundation
import Hummingbird
import Storage

extension Pages {
    private struct Setup: Encodable {
        let bearer: String
        let expiresAt: Date
        let language: String
        let texts: [String: String]
    }

    /// The list of calls; its script works with the bearer, which lives in the page's memory only.
    func app(portal: PortalRow, grant: PageSessions.Grant, language: PageLanguage) throws -> Response {
        let setup = Setup(bearer: grant.bearer, expiresAt: grant.expiresAt, language: language.rawValue, texts: texts(language))
        return try page(
            .app, language: language, frames: frames(of: portal.clientEndpoint, domain: portal.domain),
            values: ["domain": portal.domain, "setup": ScriptData.text(setup), "needsReadoption": portal.status == .needsReadoption])
    }
}
