import Bitrix24
import Foundation
import Logging
import Storage

/// Follows what people do with a lead of ours: closed -> our open task closes, another owner -> the task moves, deleted -> its work ends.
package struct LeadFollowHandler: JobHandling {
    package let kind = JobKind.leadFollow
    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, let leadID = Int(context.job.key) else { return .ignored("the job names no lead") }
        let client = try await tools.portals.client(of: portalID)
        let tasks = HandoffTasks(tools: tools, client: client, portalID: portalID)
        let open = try await tools.store.openHandoffs(portalID: portalID, leadID: leadID)
        guard let lead = try await client.item(.lead, id: leadID) else {
            try await end(open, leadID, portalID, tasks)
            return .done
        }
        guard !open.isEmpty else { return .ignored("no open task belongs to this lead") }
        let semantics = try await ClientSearch(client: client).stageSemantics(of: lead)
        for handoff in open {
            // In simple mode every lead is converted at once; there the deal, not the lead, tells when the work is over.
            if semantics == .failed || (semantics == .won && handoff.dealID == nil) {
                try await tasks.close(handoff)
            } else if let owner = lead["assignedById"].int, owner != handoff.responsibleID, semantics == .open {
                try await tasks.move(handoff, to: owner, run: "\(context.job.id).\(context.job.fence)")
            }
        }
        return .done
    }

    /// The calls end too: an event that comes late or twice must not take them up again, for there is no lead to write anything to.
    private func end(_ open: [HandoffRow], _ leadID: Int, _ portalID: Int64, _ tasks: HandoffTasks) async throws {
        for handoff in open { try await tasks.close(handoff) }
        for call in try await tools.store.calls(portalID: portalID, leadID: leadID) where !call.callStage.isFinal {
            let ended = try await tools.store.updateCall(id: call.id, now: tools.now()) { row in
                if row.leadID == leadID, !row.callStage.isFinal { row.stage = CallStage.dropped.rawValue }
            }
            guard ended.callStage == .dropped else { continue }
            _ = try await tools.store.endJobs(
                portalID: portalID, kind: JobKind.callRecord.rawValue, key: call.externalID, reason: "the lead was deleted")
        }
    }
}
