import Bitrix24
import Foundation
import Storage

/// A phone rings: the client is found, or a lead made, before the operator has said hello.
package struct CallStartHandler: JobHandling {
    package let kind = JobKind.callStart
    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, let call = try await tools.store.call(portalID: portalID, externalID: context.job.key) else {
            return .ignored("the call is not known")
        }
        let desk = ClientDesk(tools: tools, client: try await tools.portals.client(of: portalID), portalID: portalID)
        guard try await desk.client(of: call) != nil else { return .ignored("the caller's number is hidden") }
        if let known = try await tools.store.call(id: call.id) { try await desk.announceLead(of: known) }
        return .done
    }
}
