@testable import Bitrix24
import Testing

@Suite("Used time of methods")
struct OperatingWatchTests {
    private func report(_ seconds: Double, until reset: Double) -> OperatingReport? {
        OperatingReport(time: ["operating": .number(seconds), "operating_reset_at": .number(reset)])
    }

    @Test("A refused method waits until the time the portal named, the others go")
    func blocked() throws {
        var watch = OperatingWatch()
        watch.report(try #require(report(470, until: 1_300)), of: "crm.item.list", at: 1_000)
        watch.block("CRM.item.list", at: 1_100)
        #expect(watch.wait(for: "crm.item.list", .live, at: 1_100) == .seconds(200))
        #expect(watch.wait(for: "crm.item.get", .live, at: 1_100) == nil)
        #expect(watch.wait(for: "crm.item.list", .live, at: 1_301) == nil)
    }

    @Test("Without a named time a refused method waits a minute")
    func unnamed() {
        var watch = OperatingWatch()
        watch.block("crm.item.list", at: 1_000)
        #expect(watch.wait(for: "crm.item.list", .normal, at: 1_000) == .seconds(60))
    }

    @Test("Near the limit what can wait is held back and the urgent passes")
    func near() throws {
        var watch = OperatingWatch()
        watch.report(try #require(report(390, until: 1_100)), of: "m", at: 1_000)
        #expect(watch.wait(for: "m", .background, at: 1_000) == .seconds(100))
        #expect(watch.wait(for: "m", .live, at: 1_000) == nil)
        watch.report(try #require(report(100, until: 1_600)), of: "m", at: 1_100)
        #expect(watch.wait(for: "m", .background, at: 1_100) == nil)
    }

    @Test("An absurd time is not believed, and the list of methods is bounded")
    func bounds() throws {
        var watch = OperatingWatch()
        watch.report(try #require(report(390, until: 9_999_999)), of: "m", at: 1_000)
        #expect(watch.wait(for: "m", .normal, at: 1_000) == .seconds(OperatingWatch.windowSeconds))
        for index in 0..<(OperatingWatch.maxMethods * 2) { watch.block("method.\(index)", at: 2_000) }
        #expect(watch.wait(for: "m", .normal, at: 1_000) == nil)
    }

    @Test("An answer without used time says nothing")
    func silent() {
        #expect(OperatingReport(time: .null) == nil)
        #expect(OperatingReport(time: ["duration": 1]) == nil)
    }
}
