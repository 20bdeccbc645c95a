import Testing

@testable import Providers

@Suite("Breaker")
struct BreakerTests {
    private let start = ContinuousClock.now

    /// Asks at a moment; the ticket if admitted.
    private func ask(_ breaker: inout Breaker, at seconds: Int) -> Breaker.Ticket? {
        let actions = breaker.handle(.asked, at: start + .seconds(seconds))
        guard actions.count == 1, case .admit(let ticket) = actions[0] else { return nil }
        return ticket
    }

    private func opened(at seconds: Int = 0) throws -> Breaker {
        var breaker = Breaker()
        for _ in 0..<5 {
            let ticket = try #require(ask(&breaker, at: seconds))
            _ = breaker.handle(.reported(.failed, ticket), at: start + .seconds(seconds))
        }
        return breaker
    }

    @Test("The fifth failure in a row opens it, the fourth does not")
    func opensAtFive() throws {
        var breaker = Breaker()
        for number in 1...5 {
            let ticket = try #require(ask(&breaker, at: 0))
            let actions = breaker.handle(.reported(.failed, ticket), at: start)
            #expect(actions == (number == 5 ? [.opened(until: start + .seconds(10))] : []))
        }
        #expect(ask(&breaker, at: 9) == nil)
    }

    @Test(
        "A success in between starts the count again; a refused request changes nothing", arguments: [BreakerReport.succeeded, .answered, .abandoned])
    func counting(between: BreakerReport) throws {
        var breaker = Breaker()
        let ticket = try #require(ask(&breaker, at: 0))
        for report in [.failed, .failed, .failed, .failed, between, .failed] {
            _ = breaker.handle(.reported(report, ticket), at: start)
        }
        #expect((ask(&breaker, at: 0) != nil) == (between == .succeeded))
    }

    @Test("After the delay exactly one probe goes out")
    func oneProbe() throws {
        var breaker = try opened()
        #expect(ask(&breaker, at: 10) != nil)
        #expect(ask(&breaker, at: 10) == nil)
        #expect(ask(&breaker, at: 129) == nil)
    }

    @Test("A good or a refusing answer to the probe closes it", arguments: [BreakerReport.succeeded, .answered])
    func closes(report: BreakerReport) throws {
        var breaker = try opened()
        let probe = try #require(ask(&breaker, at: 10))
        #expect(breaker.handle(.reported(report, probe), at: start + .seconds(11)) == [.closed])
        #expect(ask(&breaker, at: 11) != nil)
        #expect(ask(&breaker, at: 11) != nil)
    }

    @Test("Each failed probe doubles the delay up to five minutes")
    func doubles() throws {
        var breaker = try opened()
        var now = 10
        for delay in [20, 40, 80, 160, 300, 300] {
            let probe = try #require(ask(&breaker, at: now))
            #expect(breaker.handle(.reported(.failed, probe), at: start + .seconds(now)) == [.opened(until: start + .seconds(now + delay))])
            #expect(ask(&breaker, at: now + delay - 1) == nil)
            now += delay
        }
    }

    @Test("A probe that was given up lets the next one out at once")
    func abandonedProbe() throws {
        var breaker = try opened()
        let probe = try #require(ask(&breaker, at: 10))
        #expect(breaker.handle(.reported(.abandoned, probe), at: start + .seconds(12)).isEmpty)
        #expect(ask(&breaker, at: 12) != nil)
    }

    @Test("A probe that never reports is replaced after its limit")
    func lostProbe() throws {
        var breaker = try opened()
        let lost = try #require(ask(&breaker, at: 10))
        let second = try #require(ask(&breaker, at: 130))
        #expect(breaker.handle(.reported(.succeeded, lost), at: start + .seconds(131)).isEmpty)
        #expect(breaker.handle(.reported(.succeeded, second), at: start + .seconds(131)) == [.closed])
    }

    @Test("Reports of requests sent before it opened change nothing", arguments: [BreakerReport.succeeded, .failed])
    func lateReports(report: BreakerReport) throws {
        var breaker = Breaker()
        let early = try #require(ask(&breaker, at: 0))
        for _ in 0..<5 { _ = breaker.handle(.reported(.failed, early), at: start) }
        let open = breaker
        #expect(breaker.handle(.reported(report, early), at: start + .seconds(1)).isEmpty)
        #expect(breaker == open)
    }
}
