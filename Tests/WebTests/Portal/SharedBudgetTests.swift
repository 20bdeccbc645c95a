import AsyncHTTPClient
import Bitrix24
import Foundation
import Storage
import Synchronization
import Testing

@testable import CallDesk

@Suite struct SharedBudgetTests {
    /// A clock that goes on only while somebody sleeps.
    private final class StandingClock: Sendable {
        private let slept = Mutex(Duration.zero)

        var time: Duration { slept.withLock { $0 } }

        var environment: BitrixEnvironment {
            BitrixEnvironment(
                now: { Date() }, elapsed: { self.time }, sleep: { time in self.slept.withLock { $0 += time } }, random: { 0.5 })
        }
    }

    @Test("Looking who administers a portal spends the portal's own budget", .timeLimit(.minutes(1))) func administrator() async throws {
        try await TestServer.run { server in
            let clock = StandingClock()
            let app = AppCredentials(clientID: FakePortal.clientID, clientSecret: Secret("secret-of-the-app"))
            let portals = PortalDirectory(
                store: server.store, apps: [app], policy: server.desk.tools.configuration.policy, http: .shared, logger: server.log.logger,
                environment: clock.environment)
            let claim = Installer.Claim(
                accessToken: Secret(FakePortal.accessToken), refreshToken: Secret("r"), expiresIn: 3600, memberID: FakePortal.memberID, serverEndpoint: nil,
                applicationToken: "a", scope: [])
            let verified = VerifiedInstall(
                clientID: FakePortal.clientID, memberID: FakePortal.memberID, domain: "portal.example", clientEndpoint: server.portal.endpoint,
                serverEndpoint: server.portal.endpoint, installed: true)
            let atOnce = Int(PortalPlan.other.burst)
            for _ in 0..<atOnce { _ = await portals.isAdministrator(claim, verified) }
            #expect(clock.time > .zero, "as many as the bucket holds are never asked at once")
        }
    }
}
