import Foundation
import Hummingbird
import Storage

extension Pages {
    private struct Setup: Encodable {
        let bearer: String
        let expiresAt: Date
        let language: String
        /// IANA name of the zone that times are shown in.
        let zone: String
        let texts: [String: String]
    }

    /// The list of calls; its script works with the bearer, which lives in the page's memory only.
    /// - Parameter zone: of the company's hours, in which the texts written to the portal have their times too.
    func app(portal: PortalRow, grant: PageSessions.Grant, language: PageLanguage, zone: TimeZone) throws -> Response {
        let setup = Setup(bearer: grant.bearer, expiresAt: grant.expiresAt, language: language.rawValue, zone: zone.identifier, texts: texts(language))
        return try page(
            .app, language: language, frames: frames(of: portal.clientEndpoint, domain: portal.domain),
            values: ["domain": portal.domain, "setup": ScriptData.text(setup), "needsReadoption": portal.status == .needsReadoption])
    }
}
