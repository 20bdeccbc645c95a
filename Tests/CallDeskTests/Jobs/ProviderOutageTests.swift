import Foundation
import Providers
import Speech
import Storage
import Testing

@testable import CallDesk

@Suite("Recognisers that do not answer")
struct ProviderOutageTests {
    private static let start = Date(timeIntervalSince1970: 1_000_000)
    private static let identity = ProviderIdentity(service: .recognition, provider: "somebody", model: "m")

    private static func error(_ kind: FailureKind) -> SpeechError { SpeechError(ProviderFailure(kind, of: identity)) }

    private static func verdict(_ kind: FailureKind, after seconds: TimeInterval, random: Double = 0.5) throws -> JobVerdict {
        let outage = try #require(ProviderOutage(error(kind), since: start))
        return JobFailure(policy: JobPolicy(), random: { random }).verdict(for: outage, attempt: 500, now: start.addingTimeInterval(seconds))
    }

    /// Trouble that passes, and trouble that somebody can cure.
    private static let waitedFor: [FailureKind] = [
        .unavailable, .timeout, .connection, .suspended, .truncated, .unreadableAnswer, .rateLimited(retryAfter: nil), .notConfigured, .unauthorised, .quota,
        .regionBlocked, .notFound,
    ]

    @Test("They are waited for over a day without an attempt counted, then the job is dead", arguments: waitedFor)
    func aDay(_ kind: FailureKind) throws {
        for hour in [0, 1, 12, 23.9] {
            guard case .again(let next, let reason) = try Self.verdict(kind, after: hour * 3600) else {
                Issue.record("not waited for after \(hour) h")
                continue
            }
            #expect(next > Self.start.addingTimeInterval(hour * 3600) && next <= Self.start.addingTimeInterval(ProviderOutage.patience))
            #expect(!reason.isEmpty)
        }
        guard case .dead(let reason) = try Self.verdict(kind, after: ProviderOutage.patience) else { return #expect(Bool(false), "not dead after a day") }
        #expect(reason == Self.error(kind).description)
    }

    @Test("The pauses grow to a quarter of an hour, and the last try is at the end of the day")
    func pauses() throws {
        var now = Self.start
        var pauses: [TimeInterval] = []
        while case .again(let next, _) = try Self.verdict(.unavailable, after: now.timeIntervalSince(Self.start), random: 0.999) {
            pauses.append(next.timeIntervalSince(now))
            now = next
        }
        #expect(now == Self.start.addingTimeInterval(ProviderOutage.patience))
        #expect(pauses.count < 150 && (pauses.max() ?? 0) <= ProviderOutage.pauseMax)
        #expect((pauses.first ?? 0) <= 5 && zip(pauses, pauses.dropFirst()).prefix(10).allSatisfy { $0 <= $1 })
    }

    @Test("What a provider asks to wait is waited, up to an hour", arguments: [(120, 120.0), (100_000, ProviderOutage.retryAfterMax)])
    func retryAfter(_ asked: Int, _ waited: TimeInterval) throws {
        guard case .again(let next, _) = try Self.verdict(.rateLimited(retryAfter: .seconds(asked)), after: 0) else { return #expect(Bool(false), "not waited for") }
        #expect(next == Self.start.addingTimeInterval(waited))
    }

    @Test("A piece that is refused itself is not waited for", arguments: [.badRequest, .tooLarge, .refused, .cancelled] as [FailureKind])
    func refused(_ kind: FailureKind) {
        #expect(ProviderOutage(Self.error(kind), since: Self.start) == nil)
    }
}
