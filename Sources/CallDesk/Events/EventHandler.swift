import Bitrix24
import Dialog
import Foundation
import Storage

/// Reads a stored event and plans the jobs it asks for. The event is a hint: what it says is noted only where nothing better is known.
package struct EventHandler: JobHandling {
    package let kind = JobKind.event
    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID, let id = context.job.eventID, let row = try await tools.store.event(id: id) else {
            return .ignored("the event is no longer stored")
        }
        guard let event = try? PortalEvent.decode(form: row.body) else { return .ignored("the event cannot be decoded") }
        switch EventPlan(event) {
        case .callStarted(let hint): return try await started(hint, portalID)
        case .callAnswered(let callID, let userID): return try await answered(callID, by: userID, portalID)
        case .callEnded(let hint): return try await ended(hint, portalID)
        case .activityChanged(let id): return try await activityChanged(id, portalID)
        case .leadChanged(let id, let deleted): return try await leadChanged(id, deleted: deleted, portalID)
        case .dealChanged(let id): return try await dealChanged(id, portalID)
        case .appUpdated(let token): return try await appUpdated(token, portalID)
        case .appUninstalled: return try await appUninstalled(portalID)
        case .nothing(let reason): return .ignored(reason)
        }
    }

    private func started(_ hint: EventPlan.CallHint, _ portalID: Int64) async throws -> JobResult {
        let call = try await note(hint, portalID) { _ in }
        guard call.isIncoming else { return .ignored("only incoming calls are met before they end") }
        return JobResult(.done, then: [job(.callStart, key: hint.callID, portalID)])
    }

    private func answered(_ callID: String, by userID: Int, _ portalID: Int64) async throws -> JobResult {
        guard try await tools.store.call(portalID: portalID, externalID: callID) != nil else {
            // Its CALLINIT is still on the way, or was lost: the statistics will name the person.
            return .ignored("the call is not known yet")
        }
        _ = try await tools.store.upsertCall(portalID: portalID, externalID: callID, now: tools.now()) { call in
            if call.answeredBy == nil, !call.callStage.isConfirmed { call.answeredBy = userID }
        }
        return .done
    }

    private func ended(_ hint: EventPlan.CallHint, _ portalID: Int64) async throws -> JobResult {
        _ = try await note(hint, portalID) { call in
            if call.callStage == .ringing { call.stage = CallStage.ended.rawValue }
        }
        return JobResult(.done, then: [job(.callRecord, key: hint.callID, portalID)])
    }

    private func note(_ hint: EventPlan.CallHint, _ portalID: Int64, and change: @escaping @Sendable (inout CallRow) -> Void) async throws -> CallRow {
        let (language, region) = (tools.configuration.language, tools.configuration.region)
        return try await tools.store.upsertCall(portalID: portalID, externalID: hint.callID, now: tools.now()) { call in
            guard !call.callStage.isConfirmed else { return }
            call.direction = CallDirection(type: hint.type) ?? call.direction
            call.phone = call.phone ?? hint.phone.flatMap { PhoneNumber.normalise($0, region: region) }
            call.portalNumber = call.portalNumber ?? hint.portalNumber
            call.duration = call.duration ?? hint.duration
            call.failedCode = call.failedCode ?? hint.failedCode
            call.activityID = call.activityID ?? hint.activityID.flatMap { $0 > 0 ? $0 : nil }
            call.language = call.language ?? language
            change(&call)
        }
    }

    private func activityChanged(_ id: Int, _ portalID: Int64) async throws -> JobResult {
        let waiting = try await tools.store.calls(portalID: portalID, activityID: id).filter { $0.callStage == .awaitingRecording || $0.callStage == .ended }
        guard !waiting.isEmpty else { return .ignored("no call waits for this activity") }
        for call in waiting {
            _ = try await tools.store.wake(portalID: portalID, kind: JobKind.callRecord.rawValue, key: call.externalID, at: tools.now())
        }
        return .done
    }

    private func leadChanged(_ id: Int, deleted: Bool, _ portalID: Int64) async throws -> JobResult {
        let ours = try await !tools.store.calls(portalID: portalID, leadID: id).isEmpty
        guard ours else { return .ignored("no call of ours belongs to this lead") }
        return JobResult(.done, then: [job(.leadFollow, key: "\(id)", portalID)])
    }

    private func dealChanged(_ id: Int, _ portalID: Int64) async throws -> JobResult {
        guard try await !tools.store.openHandoffs(portalID: portalID, dealID: id).isEmpty else { return .ignored("no open task belongs to this deal") }
        return JobResult(.done, then: [job(.dealFollow, key: "\(id)", portalID)])
    }

    private func appUpdated(_ token: String?, _ portalID: Int64) async throws -> JobResult {
        // Handlers are dropped when the app's version changes; the token was checked before the event was stored.
        JobResult(.done, then: [job(.portalBind, key: "\(portalID)", portalID)])
    }

    /// Every employee can read the application token of an event, so the portal itself is asked: an uninstalled app's authorisation is dead.
    /// - Throws: why the portal could not be asked; the event is then looked at again later.
    private func appUninstalled(_ portalID: Int64) async throws -> JobResult {
        guard let portal = try await tools.store.portal(id: portalID), portal.status != .uninstalled else {
            return .ignored("the app is known to be uninstalled")
        }
        let client = try await tools.portals.client(of: portalID)
        do throws(BitrixError) {
            _ = try await client.appInfo()
            return .ignored("the portal takes the app's tokens, so the app is installed")
        } catch {
            if error.isDenial { return .ignored("the portal answers the app, so the app is installed") }
            guard error.needsReadoption else { throw error }
        }
        try await tools.store.setPortalStatus(id: portalID, .uninstalled)
        tools.portals.forget(portalID)
        return .done
    }

    private func job(_ kind: JobKind, key: String, _ portalID: Int64) -> NewJob {
        NewJob(portalID: portalID, kind: kind.rawValue, key: key, runAt: tools.now(), priority: kind.priority)
    }
}
