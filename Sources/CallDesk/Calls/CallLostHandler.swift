import Bitrix24
import Foundation
import Logging
import Storage

/// A call's job was given up: its card says so, and whoever is responsible is told what to do. Once, however often the job is retried.
package struct CallLostHandler: JobHandling {
    package let kind = JobKind.callLost
    let tools: DeskTools

    /// Of a call that was given up, until it is tried again.
    static let outcome = "lost"

    package init(tools: DeskTools) { self.tools = tools }

    static func job(portalID: Int64?, key: String, at moment: Date) -> NewJob {
        NewJob(portalID: portalID, kind: JobKind.callLost.rawValue, key: key, runAt: moment, priority: JobKind.callLost.priority)
    }

    package func handle(_ context: JobContext) async throws -> JobResult {
        let key = context.job.key
        guard let portalID = context.job.portalID, let call = try await tools.store.call(portalID: portalID, externalID: key) else {
            return .ignored("the call is not known")
        }
        // Somebody may have retried it meanwhile.
        guard let given = try await tools.store.job(portalID: portalID, kind: JobKind.callRecord.rawValue, key: key), given.state == .dead else {
            return .ignored("the call is worked on again")
        }
        // What the portal never confirmed is only somebody's word: nothing is written about it.
        guard call.callStage.isConfirmed, !call.callStage.isFinal else { return .ignored("there is nothing to tell of the call") }
        _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.outcome = Self.outcome }
        let steps = CallSteps(tools: tools, client: try await tools.portals.client(of: portalID), portalID: portalID)
        try await CallNote(steps: steps).writeLoss(of: call)
        try await notify(call, of: given, steps)
        return .done
    }

    private func notify(_ call: CallRow, of job: JobRow, _ steps: CallSteps) async throws {
        let link = ClientLink(call)
        let installer = try await tools.store.portal(id: steps.portalID)?.installerID
        guard let user = link?.responsibleID ?? call.answeredBy ?? installer else { return }
        var values = ["phone": call.phone ?? "", "reason": CRMTexts.plain(job.lastError ?? ""), "job": "\(job.id)"]
        if let link { values["url"] = CardAddress.of(link) }
        try await Notifier(tools: tools, client: steps.client, portalID: steps.portalID).send(
            tools.texts.render("notifyLost", language: call.language, values), to: user, marker: "notify-lost:\(call.externalID)", callID: call.id)
    }
}
