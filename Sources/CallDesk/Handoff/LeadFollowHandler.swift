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
        let open = try await tools.store.openHandoffs(portalID: portalID, leadID: leadID)
        guard let lead = try await client.item(.lead, id: leadID) else {
            try await end(open, leadID, portalID, client)
            return .done
        }
        guard !open.isEmpty else { return .ignored("no open task belongs to this lead") }
        let semantics = try await ClientSearch(client: client).stageSemantics(of: lead)
        for handoff in open {
            // In simple mode every lead is converted at once; there the deal, not the lead, tells when the work is over.
            if semantics == .failed || (semantics == .won && handoff.dealID == nil) {
                try await close(handoff, client, portalID)
            } else if let owner = lead["assignedById"].int, owner != handoff.responsibleID, semantics == .open {
                try await move(handoff, to: owner, run: "\(context.job.id).\(context.job.fence)", client, portalID)
            }
        }
        return .done
    }

    private func end(_ open: [HandoffRow], _ leadID: Int, _ portalID: Int64, _ client: BitrixClient) async throws {
        for handoff in open { try await close(handoff, client, portalID) }
        for call in try await tools.store.calls(portalID: portalID, leadID: leadID) where !call.callStage.isFinal {
            _ = try await tools.store.endJobs(
                portalID: portalID, kind: JobKind.callRecord.rawValue, key: call.externalID, reason: "the lead was deleted")
        }
    }

    private func close(_ handoff: HandoffRow, _ client: BitrixClient, _ portalID: Int64) async throws {
        let taskID = handoff.taskID
        try await settle("task-close:\(taskID)", "task.complete", handoff, portalID) { () async throws(BitrixError) in try await client.completeTask(id: taskID) }
        var closed = handoff
        closed.state = .closed
        _ = try await tools.store.saveHandoff(closed)
    }

    /// - Parameter run: this run of this job. The same move may be wanted again after another one, within the same second too; sent twice it changes nothing.
    private func move(_ handoff: HandoffRow, to owner: Int, run: String, _ client: BitrixClient, _ portalID: Int64) async throws {
        let taskID = handoff.taskID
        try await settle("task-move:\(taskID):\(owner):\(run)", "task.update", handoff, portalID) { () async throws(BitrixError) in
            try await client.updateTask(id: taskID, fields: ["RESPONSIBLE_ID": .integer(Int64(owner))])
        }
        var moved = handoff
        moved.responsibleID = owner
        _ = try await tools.store.saveHandoff(moved)
    }

    /// A task that is gone or closed already needs nothing of us.
    private func settle(
        _ marker: String, _ kind: String, _ handoff: HandoffRow, _ portalID: Int64, _ send: @escaping @Sendable () async throws(BitrixError) -> Void
    ) async throws {
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: kind, marker: marker, callID: handoff.callID,
                    send: { () async throws(BitrixError) -> String in
                        try await send()
                        return "ok"
                    }), portalID: portalID)
        } catch EffectError.refused(let cause) {
            tools.logger.info("the portal refused to change a task", metadata: ["code": "\(cause.code)"])
        }
    }
}
