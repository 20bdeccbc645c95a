import Bitrix24
import Dialog
import Foundation
import Storage

extension CallSteps {
    /// The call's row in the portal's statistics decides: missed, recorded, or still to wait for.
    func settleRecord(_ call: CallRow) async throws -> Outcome {
        // FILTER CALL_ID. Source: apidocs "voximplant.statistic.get".
        guard let record = try await client.callStatistics(filter: ["CALL_ID": .string(call.externalID)], start: 0).first else {
            return try await waitForRecording(call)
        }
        let known = try await note(record, in: call)
        if known.isIncoming || known.direction == .outgoing || known.direction == .callback {
            _ = try await clients.client(of: known, named: Self.named(record))
            if let linked = try await tools.store.call(id: call.id) { try await clients.announceLead(of: linked) }
        }
        if !isMissed(known, record), let linked = try await tools.store.call(id: call.id) { try await clients.handToAnswerer(linked) }
        guard let linked = try await tools.store.call(id: call.id) else { return .finished }
        if isMissed(linked, record) {
            try await missed(linked)
            return .next(try await move(linked, to: .missed) { $0.outcome = "missed" })
        }
        guard let source = RecordingSource(record) else { return try await waitForRecording(linked) }
        return try await fetch(linked, from: source)
    }

    private func note(_ record: JSONValue, in call: CallRow) async throws -> CallRow {
        let region = tools.configuration.region
        return try await tools.store.updateCall(id: call.id, now: tools.now()) { row in
            row.direction = CallDirection(type: record["CALL_TYPE"].int) ?? row.direction
            let phone = record["PHONE_NUMBER"].text.flatMap { PhoneNumber.normalise($0, region: region) }
            if let phone, phone != row.phone {
                // The event named another number: the record is the truth, and whoever was found for the other number is not this caller.
                row.phone = phone
                row.entityType = nil
                row.entityID = nil
                row.leadID = nil
                row.dealID = nil
                row.responsibleID = nil
            }
            row.portalNumber = record["PORTAL_NUMBER"].text ?? row.portalNumber
            // From here on the record alone counts: what only an event said must not choose a card, a person or an outcome.
            row.duration = record["CALL_DURATION"].int
            row.failedCode = record["CALL_FAILED_CODE"].text
            // Of a call that nobody answered, the record names whom it rang at.
            row.answeredBy = record["PORTAL_USER_ID"].int.flatMap { user in user > 0 && (row.duration ?? 0) > 0 ? user : nil }
            row.activityID = record["CRM_ACTIVITY_ID"].int.flatMap { $0 > 0 ? $0 : nil }
            row.startedAt = record["CALL_START_DATE"].text.flatMap(PortalDate.parse) ?? row.startedAt
            if row.callStage == .ringing || row.callStage == .ended { row.stage = CallStage.awaitingRecording.rawValue }
        }
    }

    private static func named(_ record: JSONValue) -> ClientLink? {
        guard let type = record["CRM_ENTITY_TYPE"].text, let id = record["CRM_ENTITY_ID"].int, id > 0 else { return nil }
        return CRMEntity(typeName: type).map { ClientLink(entity: $0, entityID: id) }
    }

    /// 304 is the portal's code of a missed call; nobody talks in a call of no length.
    private func isMissed(_ call: CallRow, _ record: JSONValue) -> Bool {
        guard call.isIncoming else { return false }
        return call.failedCode == "304" || (call.duration ?? 0) == 0
    }

    /// Looks again on the poll's schedule, and gives up after the patience.
    func waitForRecording(_ call: CallRow) async throws -> Outcome {
        let limits = tools.configuration.limits
        let age = tools.now().timeIntervalSince(call.createdAt)
        guard age < limits.recordingPatience else {
            // A call that the statistics never showed is only somebody's word: nothing is written about it.
            let isConfirmed = call.callStage == .awaitingRecording
            if isConfirmed { try await CallNote(steps: self).write(.noRecording, of: call) }
            return .next(try await move(call, to: .noRecording) { $0.outcome = isConfirmed ? "noRecording" : "unconfirmed" })
        }
        let polls = call.recordingPolls
        let pause = polls < limits.recordingPoll.count ? limits.recordingPoll[polls] : limits.recordingPoll.last ?? 3600
        let row = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.recordingPolls = polls + 1 }
        return .wait(until: row.updatedAt.addingTimeInterval(pause), reason: "the portal has no recording of the call yet")
    }
}
