import Bitrix24
package import Foundation
package import Storage

/// Looks through the portal's statistics for calls whose events never came: the portal sends each event once, to a server that may be down.
/// Runs at every start and hourly. Source: apidocs "voximplant.statistic.get", FILTER by CALL_START_DATE.
package struct CallSweepHandler: JobHandling {
    package let kind = JobKind.callSweep
    let tools: DeskTools

    /// How far back a sweep looks, in seconds.
    private static let horizon: TimeInterval = 25 * 3600
    private static let interval: TimeInterval = 3600
    /// Pages of 50 looked through at most; what is beyond comes with the next sweep.
    private static let pagesMax = 40
    private static let pageRows = 50

    package init(tools: DeskTools) { self.tools = tools }

    /// The job that sweeps a portal from now on.
    package static func job(portalID: Int64, at moment: Date) -> NewJob {
        NewJob(portalID: portalID, kind: JobKind.callSweep.rawValue, key: "\(portalID)", runAt: moment, priority: JobKind.callSweep.priority)
    }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, let portal = try await tools.store.portal(id: portalID), portal.status == .active else {
            return .ignored("the portal is not installed")
        }
        let client = try await tools.portals.client(of: portalID)
        await tools.portals.learnPlan(of: portalID)
        // Calls from before the installation are nobody's business here.
        let since = max(portal.installedAt, tools.now().addingTimeInterval(-Self.horizon))
        let filter: JSONValue = [">=CALL_START_DATE": .string(PortalDate.format(since, zone: tools.configuration.hours.zone))]
        for page in 0..<Self.pagesMax {
            try context.checkpoint()
            let rows = try await client.callStatistics(filter: filter, sort: "ID", order: "DESC", start: page * Self.pageRows, priority: .background)
            for row in rows { try await take(row, portalID) }
            if rows.count < Self.pageRows { break }
        }
        return .again(at: tools.now().addingTimeInterval(Self.interval), "sweeps hourly")
    }

    private func take(_ row: JSONValue, _ portalID: Int64) async throws {
        guard let callID = row["CALL_ID"].text, callID.utf8.count <= EventPlan.callIDBytesMax else { return }
        if let known = try await tools.store.call(portalID: portalID, externalID: callID), known.callStage != .ringing { return }
        let language = tools.configuration.language
        let job = NewJob(
            portalID: portalID, kind: JobKind.callRecord.rawValue, key: callID, runAt: tools.now(), priority: JobKind.callRecord.priority)
        _ = try await tools.store.upsertCall(portalID: portalID, externalID: callID, now: tools.now(), then: [job]) { call in
            if call.callStage == .ringing { call.stage = CallStage.ended.rawValue }
            call.language = call.language ?? language
        }
    }
}
