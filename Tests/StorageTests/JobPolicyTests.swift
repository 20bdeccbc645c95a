import Foundation
import Storage
import Testing

@Suite struct JobPolicyTests {
    let policy = JobPolicy()

    @Test("The bound doubles up to the cap")
    func bounds() {
        let bounds = [1, 2, 3, 8, 9, 10, 11, 1_000_000].map { policy.bound(afterAttempt: $0) }
        #expect(bounds == [2, 4, 8, 256, 512, 900, 900, 900].map { .seconds($0) })
    }

    @Test("The wait is anywhere between nothing and the bound", arguments: [(0.0, 0.0), (0.5, 4.0), (1.0, 8.0), (-3.0, 0.0), (7.0, 8.0)])
    func jitter(random: Double, wait: Double) {
        #expect(policy.verdict(attempt: 3, reason: "r", now: .at(0), random: random) == .failed("r", retryAt: .at(wait)))
    }

    @Test("The last attempt is the last")
    func dead() {
        #expect(policy.verdict(attempt: 11, reason: "r", now: .at(0), random: 0) == .failed("r", retryAt: .at(0)))
        #expect(policy.verdict(attempt: 12, reason: "r", now: .at(0), random: 0) == .dead("r"))
    }

    @Test("What the other side asked to wait is waited, within the cap")
    func notBefore() {
        #expect(policy.verdict(attempt: 1, reason: "r", now: .at(0), random: 0, notBefore: .seconds(30)) == .failed("r", retryAt: .at(30)))
        #expect(policy.verdict(attempt: 1, reason: "r", now: .at(0), random: 0, notBefore: .seconds(86_400)) == .failed("r", retryAt: .at(900)))
    }
}
