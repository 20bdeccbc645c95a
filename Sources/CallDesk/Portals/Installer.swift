package import Bitrix24
import Foundation
import Logging
package import Storage

/// Takes a portal in: the claim of a POST is verified by `app.info` on an allow-listed OAuth host, then tokens are stored and events bound.
package struct Installer: Sendable {
    package struct Claim: Sendable {
        package let accessToken: Secret
        package let refreshToken: Secret
        /// In seconds.
        package let expiresIn: Int
        package let memberID: String
        package let serverEndpoint: String?
        package let applicationToken: String?
        package let scope: Set<String>

        /// From the form an installation or main page is opened with.
        package init?(_ post: PortalPost) {
            guard !post.memberID.isEmpty, let token = post.applicationToken?.reveal() else { return nil }
            accessToken = post.accessToken
            refreshToken = post.refreshToken
            expiresIn = post.expiresIn
            memberID = post.memberID
            serverEndpoint = post.serverEndpoint
            applicationToken = token
            scope = post.scope
        }

        package init(
            accessToken: Secret, refreshToken: Secret, expiresIn: Int, memberID: String, serverEndpoint: String?, applicationToken: String?, scope: Set<String>
        ) {
            self.accessToken = accessToken
            self.refreshToken = refreshToken
            self.expiresIn = expiresIn
            self.memberID = memberID
            self.serverEndpoint = serverEndpoint
            self.applicationToken = applicationToken
            self.scope = scope
        }
    }

    package struct Report: Sendable {
        package let portal: PortalRow
        package let mode: CRMMode?
        package let bindings: AppBindings.Report?
        /// Scopes the product works with that this app was not given, each with what is missing without it.
        package let missingScopes: [String]
    }

    /// Why nobody was let in. Every cause is answered alike.
    package enum Refusal: Error, Sendable { case notVerified, portalUnavailable }

    /// Without these flow B is not whole.
    package static let wantedScopes = ["crm", "telephony", "im", "task", "user", "disk", "placement"]

    /// Bindings are looked at once more this many seconds after an installation.
    private static let bindAgain: TimeInterval = 60

    let store: Store
    let portals: PortalDirectory
    let verifier: InstallVerifier
    let bindings: AppBindings
    let now: @Sendable () -> Date
    let logger: Logger

    package func install(_ claim: Claim) async throws(Refusal) -> Report {
        let verified = try await verify(claim)
        guard await mayReplaceTokens(claim, verified) else { throw .notVerified }
        let portal = try await save(claim, verified)
        do {
            let client = try await portals.client(of: portal.id)
            let mode = try await client.crmMode()
            let report = try await bindings.reconcile(client)
            return Report(portal: portal, mode: mode, bindings: report, missingScopes: missing(in: portal.scope))
        } catch {
            // The tokens are ours; what could not be bound now is bound by a job.
            logger.error("the portal is installed, but its events are not bound yet", metadata: ["error": "\(error)"])
            return Report(portal: portal, mode: nil, bindings: nil, missingScopes: missing(in: portal.scope))
        }
    }

    /// Who opened a page.
    package struct Visitor: Sendable {
        package let portal: PortalRow
        /// The portal's id of the person.
        package let userID: Int?
        /// May see everybody's calls: administers the portal, or has installed the app.
        package let seesAll: Bool
    }

    /// The person who opens a page of ours: verified like an installation, but nothing is stored.
    package func visitor(_ claim: Claim) async throws(Refusal) -> Visitor {
        let verified = try await verify(claim)
        guard let portal = try? await store.portal(memberID: verified.memberID, clientID: verified.clientID), portal.status != .uninstalled else {
            throw .notVerified
        }
        let isInstaller = verified.userID != nil && verified.userID == portal.installerID
        let seesAll = isInstaller ? true : await portals.isAdministrator(claim, verified) == true
        return Visitor(portal: portal, userID: verified.userID, seesAll: seesAll)
    }

    /// Everybody who may open the app holds a valid token of it; only an administrator's rights carry the whole product, so nobody else's tokens replace them.
    private func mayReplaceTokens(_ claim: Claim, _ verified: VerifiedInstall) async -> Bool {
        let isAdministrator = await portals.isAdministrator(claim, verified)
        if isAdministrator == false { return false }
        guard let known = try? await store.portal(memberID: verified.memberID, clientID: verified.clientID), known.status == .active,
            known.installerID != verified.userID
        else { return true }
        return isAdministrator == true
    }

    private func verify(_ claim: Claim) async throws(Refusal) -> VerifiedInstall {
        let verified: VerifiedInstall
        do {
            verified = try await verifier.verify(accessToken: claim.accessToken, serverEndpoint: claim.serverEndpoint)
        } catch {
            logger.notice("a portal's claim is not verified", metadata: ["code": "\(error.code)"])
            throw .notVerified
        }
        guard portals.clientIDs.contains(verified.clientID), verified.memberID == claim.memberID else { throw .notVerified }
        return verified
    }

    private func save(_ claim: Claim, _ verified: VerifiedInstall) async throws(Refusal) -> PortalRow {
        guard let applicationToken = claim.applicationToken, !applicationToken.isEmpty else { throw .notVerified }
        let moment = now()
        let row = PortalRow(
            id: 0, memberID: verified.memberID, clientID: verified.clientID, domain: verified.domain, clientEndpoint: verified.clientEndpoint,
            serverEndpoint: verified.serverEndpoint, applicationToken: applicationToken, accessToken: claim.accessToken.reveal(),
            refreshToken: claim.refreshToken.reveal(), expiresAt: moment.addingTimeInterval(TimeInterval(claim.expiresIn)), installerID: verified.userID,
            scope: (verified.scope.isEmpty ? claim.scope : verified.scope).sorted(), status: .active, installedAt: moment, updatedAt: moment)
        do {
            let saved = try await store.savePortal(row)
            let bind = JobKind.portalBind
            try await store.enqueue([
                NewJob(
                    portalID: saved.id, kind: bind.rawValue, key: "\(saved.id)", runAt: moment.addingTimeInterval(Self.bindAgain), priority: bind.priority),
                CallSweepHandler.job(portalID: saved.id, at: moment.addingTimeInterval(Self.bindAgain)),
            ])
            portals.forget(saved.id)
            return saved
        } catch {
            logger.error("a portal cannot be stored", metadata: ["error": "\(error)"])
            throw .portalUnavailable
        }
    }

    private func missing(in scope: [String]) -> [String] {
        Self.wantedScopes.filter { !scope.contains($0) && !($0 == "user" && scope.contains("user_brief")) }
    }
}
