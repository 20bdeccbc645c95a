import AsyncHTTPClient
import Bitrix24
import CallDesk
import Foundation
import Logging
import Storage

/// Whether each installed portal lets the app in, tells it of calls and leads, and has given it its permissions: two reads a portal, nothing is written there.
struct PortalCheck: Sendable {
    let store: Store
    let portals: PortalDirectory
    /// What the portals call, without a slash at the end.
    let publicURL: String
    /// Of the settings; one may name a portal.
    let phoneLines: [Line]

    /// Portals that are asked; more are counted.
    static let portalsMax = 50
    private static let opening = "open the app in Bitrix24 once as an administrator"

    /// Asks the running server, which owns the storage and the tokens; without one the storage itself.
    static func lines(_ settings: Settings) async -> [DoctorLine] {
        let socket = ControlSocket.path(storage: settings.storagePath)
        do {
            if ControlClient.isServed(socket) { return try await ControlClient(socket: socket).ask("GET", "/portals", seconds: ControlSocket.portalSeconds) }
            guard Application.hasStorage(settings) else { return [none] }
            return try await alone(settings)
        } catch let failure as Failure {
            return [DoctorLine(verdict: .warn, subject: "Portal", detail: failure.description)]
        } catch {
            // A storage that cannot be opened has a line of its own.
            return []
        }
    }

    private static func alone(_ settings: Settings) async throws -> [DoctorLine] {
        let store = try Application.openStore(settings, now: { Date() })
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .bitrix24)
        var quiet = Logger(label: "voice-agent")
        quiet.logLevel = .critical
        let directory = PortalDirectory(
            store: store, apps: settings.apps, policy: Application.deskConfiguration(settings).policy, http: http, logger: quiet)
        let lines = await PortalCheck(
            store: store, portals: directory, publicURL: settings.http.publicURL, phoneLines: settings.sections.lines
        ).lines()
        try? await http.shutdown()
        try? store.close()
        return lines
    }

    func lines() async -> [DoctorLine] {
        guard let rows = try? await store.portals() else { return [] }
        let installed = rows.filter { $0.status != .uninstalled }
        guard !installed.isEmpty else { return [Self.none] + strangers([]) }
        var lines: [DoctorLine] = []
        for row in installed.prefix(Self.portalsMax) { lines.append(await line(row)) }
        if installed.count > Self.portalsMax {
            lines.append(DoctorLine(verdict: .warn, subject: "Portals", detail: "\(installed.count - Self.portalsMax) more were not asked"))
        }
        return lines + strangers(installed.map(\.memberID))
    }

    private static let none = DoctorLine(verdict: .warn, subject: "Portal", detail: "none is installed: \(opening)")

    private func line(_ row: PortalRow) async -> DoctorLine {
        let subject = Self.subject(row)
        guard row.status == .active else { return DoctorLine(verdict: .bad, subject: subject, detail: PortalProblem.needsReadoption.description) }
        do {
            let client = try await portals.client(of: row.id)
            let scope = try await client.grantedScope()
            let bound = try await client.boundEvents()
            return Self.judge(subject, scope: scope, bound: bound, publicURL: publicURL)
        } catch {
            return DoctorLine(verdict: .bad, subject: subject, detail: "\(error)")
        }
    }

    private static func subject(_ row: PortalRow) -> String { "Portal \(row.domain) (member_id \(row.memberID))" }

    /// What the answers of a portal mean.
    /// - Parameters:
    ///   - scope: as the method `scope` answers.
    ///   - bound: as `event.get` answers.
    static func judge(_ subject: String, scope: Set<String>, bound: [JSONValue], publicURL: String) -> DoctorLine {
        let handler = publicURL + "/bitrix24/events"
        let names = bound.filter { $0["handler"].text == handler }.compactMap { $0["event"].text?.uppercased() }
        let unbound = AppBindings.wanted.filter { !names.contains($0.uppercased()) }
        let missing = Installer.wantedScopes.filter { !scope.contains($0) && !($0 == "user" && scope.contains("user_brief")) }
        var problems: [String] = []
        if !missing.isEmpty { problems.append("the app lacks the permissions \(missing.joined(separator: ", ")): add them in the local app's form, then \(opening)") }
        if unbound.count == AppBindings.wanted.count {
            problems.append("it sends no events to \(handler): check HTTP_PUBLIC_URL, then \(opening)")
        } else if !unbound.isEmpty {
            problems.append("it does not send the events \(unbound.joined(separator: ", ")): \(opening)")
        }
        return problems.isEmpty
            ? DoctorLine(verdict: .ok, subject: subject, detail: "lets the app in, sends its events, has given all permissions")
            : DoctorLine(verdict: .bad, subject: subject, detail: problems.joined(separator: "; "))
    }

    /// Lines of the settings file that name a portal which is not installed.
    private func strangers(_ members: [String]) -> [DoctorLine] {
        phoneLines.compactMap { line in
            guard let portal = line.portal, !members.contains(portal) else { return nil }
            return DoctorLine(
                verdict: .warn, subject: "Line \(line.number)",
                detail: "its portal \(portal) is not installed, so the line has no effect: write the member_id of an installed one, or leave portal out for all")
        }
    }
}
