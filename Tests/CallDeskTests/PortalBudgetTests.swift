import Bitrix24
import Testing

@testable import CallDesk

@Suite("The request budget of a portal")
struct PortalBudgetTests {
    private static let key = PortalKey(memberID: "m", clientID: "local.1")

    @Test("All that call one portal share one budget, also under another client id; another portal has its own")
    func shared() {
        let budgets = PortalBudgets()
        let first = budgets.budget(of: Self.key)
        #expect(first === budgets.budget(of: Self.key))
        #expect(first === budgets.budget(of: PortalKey(memberID: "m", clientID: "local.2")))
        #expect(first !== budgets.budget(of: PortalKey(memberID: "n", clientID: "local.1")))
    }

    @Test("A portal goes by the plan that the settings name, else by the smaller one, and by its own word above both")
    func plans() {
        let budgets = PortalBudgets(planned: ["local.1": .enterprise])
        #expect(budgets.budget(of: Self.key).burst == 250)
        #expect(budgets.budget(of: PortalKey(memberID: "n", clientID: "local.2")).burst == 50)
        budgets.learn(.other, of: Self.key)
        #expect(budgets.budget(of: Self.key).burst == 50)
    }

    @Test("No more budgets are kept than there is room for")
    func bounded() {
        let budgets = PortalBudgets()
        for number in 0..<PortalBudgets.portalsMax { _ = budgets.budget(of: PortalKey(memberID: "\(number)", clientID: "c")) }
        #expect(budgets.budget(of: Self.key) !== budgets.budget(of: Self.key))
    }
}
