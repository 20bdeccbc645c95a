import CallDesk
import Foundation
import Logging

/// What the routes share.
struct WebTools: Sendable {
    let desk: Desk
    let configuration: WebConfiguration
    let gate: AccessGate
    let sessions: PageSessions
    let tickets: RecordingTickets
    let pages: Pages
    let openAPI: String
    let uploads: UploadFolder
    let logger: Logger

    init(desk: Desk, configuration: WebConfiguration, logger: Logger) throws(WebError) {
        let now = desk.tools.now
        self.desk = desk
        self.configuration = configuration
        self.logger = logger
        sessions = PageSessions(now: now)
        tickets = RecordingTickets(now: now)
        gate = AccessGate(rule: AccessRule(token: configuration.apiToken), sessions: sessions, tickets: tickets, publicOrigin: WebOrigin(configuration.publicURL))
        pages = try Pages(directory: configuration.templates.appending(path: "pages", directoryHint: .isDirectory), configuration: configuration)
        openAPI = try Pages.text(of: configuration.templates.appending(path: "openapi.yaml"))
        uploads = UploadFolder(directory: configuration.storageDirectory.appending(path: "uploads", directoryHint: .isDirectory))
    }
}
