package import AsyncHTTPClient
package import Bitrix24
import Foundation
package import Logging
package import Storage
import Synchronization

/// The portals this server works for, and one client for each: its tokens and its request budget are never another's.
package final class PortalDirectory: Sendable {
    private let store: Store
    private let apps: [String: AppCredentials]
    private let policy: BitrixPolicy
    private let http: HTTPClient
    private let logger: Logger
    private let clients = Mutex<[Int64: BitrixClient]>([:])
    let budgets: PortalBudgets
    private let environment: BitrixEnvironment

    /// - Parameter plans: the portals' tariffs by client id, where the settings name them.
    package init(
        store: Store, apps: [AppCredentials], plans: [String: PortalPlan] = [:], policy: BitrixPolicy, http: HTTPClient, logger: Logger,
        environment: BitrixEnvironment = .system
    ) {
        self.environment = environment
        budgets = PortalBudgets(planned: plans, environment: environment)
        self.store = store
        self.apps = Dictionary(apps.map { ($0.clientID, $0) }, uniquingKeysWith: { first, _ in first })
        self.policy = policy
        self.http = http
        self.logger = logger
    }

    /// The local apps by client id.
    package var clientIDs: [String] { apps.keys.sorted() }

    /// The client of an installed portal.
    /// - Throws: ``PortalProblem`` when the portal is gone or its app is no longer configured.
    package func client(of portalID: Int64) async throws -> BitrixClient {
        if let known = clients.withLock({ $0[portalID] }) { return known }
        guard let row = try await store.portal(id: portalID), row.status != .uninstalled else { throw PortalProblem.notInstalled }
        guard let app = apps[row.clientID] else { throw PortalProblem.appNotConfigured(clientID: row.clientID) }
        let key = PortalKey(memberID: row.memberID, clientID: row.clientID)
        let made = BitrixClient(
            key: key, app: app, tokens: StoredTokens(store: store, portalID: portalID), budget: budgets.budget(of: key), policy: policy,
            http: http, logger: logger, environment: environment)
        return clients.withLock { clients in
            if let known = clients[portalID] { return known }
            clients[portalID] = made
            return made
        }
    }

    /// Whether the claim's user administers the portal; `nil` when the portal does not say. Source: apidocs "user.admin".
    func isAdministrator(_ claim: Installer.Claim, _ verified: VerifiedInstall) async -> Bool? {
        guard let app = apps[verified.clientID] else { return nil }
        let pair = TokenPair(
            accessToken: claim.accessToken, refreshToken: claim.refreshToken, expiresAt: .distantFuture, clientEndpoint: verified.clientEndpoint,
            serverEndpoint: verified.serverEndpoint, userID: verified.userID, scope: verified.scope)
        let key = PortalKey(memberID: verified.memberID, clientID: verified.clientID)
        let once = BitrixClient(
            key: key, app: app, tokens: ClaimedTokens(pair: pair), budget: budgets.budget(of: key), policy: policy,
            http: http, logger: logger, environment: environment)
        return try? await once.isAdministrator()
    }

    /// Asks the portal for its plan, so that its budget follows; what cannot be learnt stays as it is.
    func learnPlan(of portalID: Int64) async {
        guard let client = try? await client(of: portalID), let info = try? await client.appInfo(priority: .background),
            let plan = PortalPlan(appInfo: info)
        else { return }
        budgets.learn(plan, of: client.key)
    }

    /// Forgets a client, so that the next call reads the portal's row anew.
    package func forget(_ portalID: Int64) {
        clients.withLock { _ = $0.removeValue(forKey: portalID) }
    }
}

/// Why a portal cannot be worked with.
package enum PortalProblem: Error, Sendable, CustomStringConvertible {
    case notInstalled
    case appNotConfigured(clientID: String)
    /// Several portals are installed and none was named.
    case ambiguous
    case needsReadoption

    package var description: String {
        switch self {
        case .notInstalled: "no portal is installed: open the app in Bitrix24 once as an administrator"
        case .appNotConfigured(let id): "the app \(id) is not in the settings: set BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET or list it under portals"
        case .ambiguous: "several portals are installed: name one with ?portal=member_id"
        case .needsReadoption: "the portal's tokens are no longer valid: open the app in Bitrix24 once as an administrator"
        }
    }
}
