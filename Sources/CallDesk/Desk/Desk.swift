package import AsyncHTTPClient
import Bitrix24
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// The use cases, wired: what the web and the commands talk to.
package struct Desk: Sendable {
    package let tools: DeskTools
    package let intake: EventIntake
    package let installer: Installer
    package let leads: LeadDesk
    package let archive: CallArchive
    package let files: FileIntake
    package let runner: JobRunner

    /// - Parameters:
    ///   - http: for the OAuth hosts and portals; follows no redirect.
    ///   - runnerConfiguration: how the job runner works.
    ///   - random: 0..<1, spreads retries.
    package init(
        tools: DeskTools, http: HTTPClient, runnerConfiguration: JobRunner.Configuration, holder: String, random: @escaping @Sendable () -> Double
    ) {
        self.tools = tools
        let configuration = tools.configuration
        let bindings = AppBindings(publicURL: configuration.publicURL, logger: tools.logger)
        let runner = JobRunner(
            store: tools.store,
            handlers: [
                EventHandler(tools: tools), CallStartHandler(tools: tools), CallRecordHandler(tools: tools), CallLostHandler(tools: tools),
                LeadFollowHandler(tools: tools), DealFollowHandler(tools: tools),
                PortalBindHandler(portals: tools.portals, bindings: bindings), CallSweepHandler(tools: tools),
                HousekeepingHandler(tools: tools),
            ],
            policy: JobPolicy(), configuration: runnerConfiguration, holder: holder, now: tools.now, random: random, logger: tools.logger)
        self.runner = runner
        intake = EventIntake(store: tools.store, now: tools.now, ring: { runner.ring() }, logger: tools.logger)
        installer = Installer(
            store: tools.store, portals: tools.portals,
            verifier: InstallVerifier(http: http, policy: configuration.policy), bindings: bindings, now: tools.now, logger: tools.logger)
        leads = LeadDesk(tools: tools)
        archive = CallArchive(store: tools.store)
        files = FileIntake(tools: tools, runner: runner)
    }
    /// What a start owes: calls that came while nobody listened are looked for at once, and what is too old is forgotten.
    package func prepare() async throws {
        let sweeps = try await tools.store.portals().filter { $0.status == .active }.map { CallSweepHandler.job(portalID: $0.id, at: tools.now()) }
        try await tools.store.enqueue(sweeps + [HousekeepingHandler.job(at: tools.now())])
    }
}
