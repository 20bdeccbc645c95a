import Bitrix24
import Synchronization

/// The request budget of each portal, one for all that call it: its clients under every client id, and whoever only looks who somebody is.
/// The portal counts requests by where they come from, not by app. Source: apidocs "limits".
final class PortalBudgets: Sendable {
    /// Portals whose budgets are kept; one more gets a budget of its own each time.
    static let portalsMax = 1_000

    private let planned: [String: PortalPlan]
    private let environment: BitrixEnvironment
    private let budgets = Mutex<[String: RequestBudget]>([:])

    /// - Parameter planned: plans that the settings name, by client id.
    init(planned: [String: PortalPlan] = [:], environment: BitrixEnvironment = .system) {
        self.planned = planned
        self.environment = environment
    }

    /// The budget of a portal; a new one goes by the plan that the settings name, else by the smaller one.
    func budget(of key: PortalKey) -> RequestBudget {
        budgets.withLock { budgets in
            if let known = budgets[key.memberID] { return known }
            let made = RequestBudget(plan: planned[key.clientID] ?? .other, environment: environment)
            if budgets.count < Self.portalsMax { budgets[key.memberID] = made }
            return made
        }
    }

    /// What the portal says of its own plan counts more than the settings.
    func learn(_ plan: PortalPlan, of key: PortalKey) { budget(of: key).adopt(plan) }
}
