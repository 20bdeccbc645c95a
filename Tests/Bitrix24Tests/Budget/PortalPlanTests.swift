import Bitrix24
import Testing

@Suite("Plans of portals")
struct PortalPlanTests {
    @Test("The plan is read from what the portal says of itself", arguments: [
        ("de_ent10000", "ent", .enterprise), ("ru_ent250", "", .enterprise), ("ru_std", "std", .other), ("de_pro100", "", .other), ("ru_entry", "", .other),
        ("", "", nil),
    ] as [(String, String, PortalPlan?)])
    func read(_ license: String, _ family: String, _ plan: PortalPlan?) {
        #expect(PortalPlan(appInfo: ["LICENSE": .string(license), "LICENSE_FAMILY": .string(family), "STATUS": "L"]) == plan)
    }

    @Test("A portal that says nothing of its plan has none")
    func untold() {
        #expect(PortalPlan(appInfo: ["STATUS": "L"]) == nil)
    }

    @Test("Enterprise may ask for five a second and 250 at once, the others for two and 50")
    func paces() {
        #expect((PortalPlan.enterprise.drainPerSecond, PortalPlan.enterprise.burst) == (5, 250))
        #expect((PortalPlan.other.drainPerSecond, PortalPlan.other.burst) == (2, 50))
    }
}
