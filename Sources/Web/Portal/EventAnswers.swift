import Bitrix24
import CallDesk
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers an event: 200 only after it is stored (flow A).
struct EventAnswers: Sendable {
    let tools: WebTools

    /// Events that may bring a token we do not know yet.
    private static let introducing: Set<String> = [EventName.appInstall, EventName.appUpdate]

    func answer(to body: [UInt8]) async throws -> Response {
        switch await tools.desk.intake.receive(body) {
        case .accepted: return Self.accepted
        case .unreadable: throw Problem(.badRequest, "the body is no event in form encoding")
        case .unavailable:
            throw Problem.unavailable("the event cannot be stored now: send it again", retryAfter: tools.configuration.limits.retryAfterSeconds)
        case .forbidden:
            guard let claim = Self.claim(body) else { throw Problem.notFromPortal }
            _ = try await tools.desk.installing(claim)
            // Now that its token is known, it is stored like every other event; the installation itself does not depend on it.
            _ = await tools.desk.intake.receive(body)
            return Self.accepted
        }
    }

    static var accepted: Response {
        Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"], body: ResponseBody(byteBuffer: ByteBuffer(string: "ok")))
    }

    /// An installation or update that brings tokens: verified like an installation, else refused like everything else.
    private static func claim(_ body: [UInt8]) -> Installer.Claim? {
        guard let event = try? PortalEvent.decode(form: body), introducing.contains(event.name), let memberID = event.memberID,
            let access = event.accessToken, let refresh = event.refreshToken, let token = event.applicationToken, !token.isEmpty
        else { return nil }
        return Installer.Claim(
            accessToken: access, refreshToken: refresh, expiresIn: event.expiresIn ?? PortalPost.defaultLifetimeSeconds, memberID: memberID,
            serverEndpoint: event.serverEndpoint, applicationToken: token, scope: event.scope)
    }
}

extension Desk {
    /// Installs, with every refusal turned into the one answer that the portal's routes give.
    func installing(_ claim: Installer.Claim) async throws(Problem) -> Installer.Report {
        do {
            return try await installer.install(claim)
        } catch {
            throw Self.problem(error)
        }
    }

    static func problem(_ refusal: Installer.Refusal) -> Problem {
        switch refusal {
        case .notVerified: .notFromPortal
        case .portalUnavailable: .unavailable("the portal cannot be stored now: try again", retryAfter: 5)
        }
    }
}
