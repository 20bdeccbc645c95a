import Bitrix24
import Dialog
import Foundation
import Storage

extension CallSteps {
    /// The call's rows in the portal's statistics decide: missed, recorded, or still to wait for.
    func settleRecord(_ call: CallRow) async throws -> Outcome {
        guard let record = try await record(of: call) else { return try await waitForRecording(call) }
        let known = try await note(record, in: call)
        if record.isInternal { return .next(try await move(known, to: .noRecording) { $0.outcome = "internal" }) }
        if known.isIncoming || known.direction == .outgoing || known.direction == .callback {
            _ = try await clients.client(of: known, named: record.client)
            if let linked = try await tools.store.call(id: call.id) { try await clients.announceLead(of: linked) }
        }
        let isMissed = known.isIncoming && !record.isAnswered
        if !isMissed, let linked = try await tools.store.call(id: call.id) { try await clients.handToAnswerer(linked) }
        guard let linked = try await tools.store.call(id: call.id) else { return .finished }
        if isMissed {
            try await missed(linked)
            return .next(try await move(linked, to: .missed) { $0.outcome = "missed" })
        }
        if record.hasFailed { return .next(try await move(linked, to: .noRecording) { $0.outcome = "notReached" }) }
        guard let source = record.source else { return try await waitForRecording(linked) }
        return try await fetch(linked, from: source)
    }

    /// FILTER CALL_ID. Source: apidocs "voximplant.statistic.get".
    func record(of call: CallRow) async throws(BitrixError) -> CallRecord? {
        CallRecord(try await client.callStatistics(filter: ["CALL_ID": .string(call.externalID)], sort: "ID", order: "ASC", start: 0))
    }

    private func note(_ record: CallRecord, in call: CallRow) async throws -> CallRow {
        let region = tools.configuration.region
        return try await tools.store.updateCall(id: call.id, now: tools.now()) { row in
            row.direction = record.direction ?? row.direction
            let phone = record.phone.flatMap { PhoneNumber.normalise($0, region: region) }
            if let phone, phone != row.phone {
                // The event named another number: the record is the truth, and whoever was found for the other number is not this caller.
                row.phone = phone
                row.entityType = nil
                row.entityID = nil
                row.leadID = nil
                row.dealID = nil
                row.responsibleID = nil
            }
            row.portalNumber = record.portalNumber ?? row.portalNumber
            // From here on the record alone counts: what only an event said must not choose a card, a person or an outcome.
            row.duration = record.duration
            row.failedCode = record.failedCode
            row.answeredBy = record.answeredBy
            row.activityID = record.activityID
            row.startedAt = record.startedAt ?? row.startedAt
            if row.callStage == .ringing || row.callStage == .ended { row.stage = CallStage.awaitingRecording.rawValue }
        }
    }

    /// Why a call waits whose recording the portal does not have.
    static let noRecordingYet = "the portal has no recording of the call yet"

    /// Looks again on the poll's schedule, and gives up after the patience.
    /// - Parameters:
    ///   - reason: what is waited for, as the job says.
    ///   - inVain: what the card says once the patience is over.
    func waitForRecording(_ call: CallRow, reason: String = noRecordingYet, inVain: CallNote.Content = .noRecording) async throws -> Outcome {
        let limits = tools.configuration.limits
        let age = tools.now().timeIntervalSince(call.createdAt)
        guard age < limits.recordingPatience else {
            // A call that the statistics never showed is only somebody's word: nothing is written about it.
            let isConfirmed = call.callStage == .awaitingRecording
            if isConfirmed { try await CallNote(steps: self).write(inVain, of: call) }
            return .next(try await move(call, to: .noRecording) { $0.outcome = isConfirmed ? "noRecording" : "unconfirmed" })
        }
        let polls = call.recordingPolls
        let pause = polls < limits.recordingPoll.count ? limits.recordingPoll[polls] : limits.recordingPoll.last ?? 3600
        let row = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.recordingPolls = polls + 1 }
        return .wait(until: row.updatedAt.addingTimeInterval(pause), reason: reason)
    }
}
