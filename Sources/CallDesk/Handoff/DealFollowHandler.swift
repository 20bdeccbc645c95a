import Bitrix24
import Foundation
import Storage

/// Follows what people do with a deal that a task of ours hangs on: closed or deleted -> the task closes, another owner -> the task moves.
package struct DealFollowHandler: JobHandling {
    package let kind = JobKind.dealFollow
    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, let dealID = Int(context.job.key) else { return .ignored("the job names no deal") }
        let open = try await tools.store.openHandoffs(portalID: portalID, dealID: dealID)
        guard !open.isEmpty else { return .ignored("no open task belongs to this deal") }
        let client = try await tools.portals.client(of: portalID)
        let tasks = HandoffTasks(tools: tools, client: client, portalID: portalID)
        let deal = try await client.item(.deal, id: dealID)
        for handoff in open {
            // Source: apidocs "crm.item.fields", closed: whether the deal's stage is a final one.
            if deal == nil || deal?["closed"].flag == true {
                try await tasks.close(handoff)
            } else if let owner = deal?["assignedById"].int, owner != handoff.responsibleID {
                try await tasks.move(handoff, to: owner, run: "\(context.job.id).\(context.job.fence)")
            }
        }
        return .done
    }
}
