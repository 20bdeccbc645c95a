import Bitrix24
package import Foundation
package import Storage

/// Flow B: brings an ended call to its final record, stage by stage, each committed before the next.
package struct CallRecordHandler: JobHandling {
    package let kind = JobKind.callRecord
    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, var call = try await tools.store.call(portalID: portalID, externalID: context.job.key) else {
            return .ignored("the call is not known")
        }
        let client = try await tools.portals.client(of: portalID)
        let steps = CallSteps(tools: tools, client: client, portalID: portalID)
        while true {
            try context.checkpoint()
            switch try await step(call, steps, context) {
            case .next(let moved): call = moved
            case .wait(let until, let reason): return .again(at: until, reason)
            case .finished: return .done
            }
        }
    }

    package func afterDeath(of job: LeasedJob, at now: Date) -> [NewJob] { [CallLostHandler.job(portalID: job.portalID, key: job.key, at: now)] }

    private func step(_ call: CallRow, _ steps: CallSteps, _ context: JobContext) async throws -> CallSteps.Outcome {
        switch call.callStage {
        case .ringing, .ended, .awaitingRecording: try await steps.settleRecord(call)
        case .fetched: try await steps.recognise(call, context)
        case .recognised: try await steps.analyse(call)
        case .analysed: try await steps.writeBack(call)
        case .written, .missed, .noRecording, .unreadable, .dropped: .finished
        }
    }
}
