import Foundation

/// How the portal's telephony writes a call down (`telephony/voximplant/events/*.md`).
extension PortalState {
    /// Most calls remembered.
    private static let callLimit = 10_000

    /// The call rings: the caller is looked up, and the line may make a lead.
    mutating func beginCall(_ call: PortalCall) -> (callID: String, event: QueuedEvent)? {
        guard calls.count < Self.callLimit else { return nil }
        let start = call.startedAt ?? now
        let callID = "\(random.hex(16).uppercased()).\(Int(start.timeIntervalSince1970)).\(nextID("call", from: 11_438_214))"
        var played = PlayedCall(call: call, callID: callID, start: start)
        played.entity = caller(of: call)
        if played.entity == nil, configuration.portalMakesLeads, call.direction == .incoming {
            if configuration.portalLeadSearches > 0 {
                played.searchesUntilLead = configuration.portalLeadSearches
            } else {
                played.entity = makeLead(for: call)
            }
        }
        calls[callID] = played
        let isIncoming = call.direction == .incoming
        let line = "reg\(PortalState.comparable(call.portalNumber).suffix(6))"
        return (
            callID,
            QueuedEvent(
                name: "ONVOXIMPLANTCALLINIT",
                data: [
                    "CALL_ID": .string(callID), "CALL_TYPE": isIncoming ? "2" : "1", "ACCOUNT_SEARCH_ID": .string(line),
                    "PHONE_NUMBER": .string(isIncoming ? call.portalNumber : call.clientPhone),
                    "CALLER_ID": .string(isIncoming ? call.clientPhone : line),
                ], actor: call.answeredBy)
        )
    }

    /// An employee picks up; nil when nobody does.
    func answerEvent(_ callID: String) -> QueuedEvent? {
        guard let call = calls[callID]?.call, let user = call.answeredBy, call.failedCode == "200" else { return nil }
        return QueuedEvent(
            name: "ONVOXIMPLANTCALLSTART", data: ["CALL_ID": .string(callID), "USER_ID": .string(String(user))], actor: user)
    }

    /// The call is over: its statistic row and activity are written. Nil for an unknown or finished call.
    mutating func endCall(_ callID: String) -> QueuedEvent? {
        guard var played = calls[callID], played.statisticID == nil else { return nil }
        let call = played.call
        convertWaitingLeads()
        if played.searchesUntilLead != nil {
            played.searchesUntilLead = nil
            played.entity = makeLead(for: call)
        }
        played.entity = caller(of: call) ?? played.entity.flatMap { item($0) == nil ? nil : $0 }
        let user = call.answeredBy ?? responsible(of: played.entity)
        let activity = played.entity.map { addActivity(of: played, entity: $0, user: user) }
        let row = CallStatistic(
            id: nextID("statistic", from: 1), callID: callID, userID: user, portalNumber: call.portalNumber, phone: call.clientPhone,
            type: call.direction == .incoming ? 2 : 1, duration: call.duration, start: played.start, failedCode: call.failedCode,
            failedReason: call.failedCode == "200" ? "" : Self.reason(call.failedCode), entity: played.entity, activityID: activity)
        statistics[row.id] = row
        played.statisticID = row.id
        calls[callID] = played
        if call.recording?.readsBeforeReady == 0 { publishRecording(callID) }
        return QueuedEvent(
            name: "ONVOXIMPLANTCALLEND",
            data: [
                "CALL_ID": .string(callID), "CALL_TYPE": .string(String(row.type)), "PHONE_NUMBER": .string(row.phone),
                "PORTAL_NUMBER": .string(row.portalNumber), "PORTAL_USER_ID": .string(String(user)), "CALL_DURATION": .string(String(row.duration)),
                "CALL_START_DATE": .string(time.text(row.start)), "COST": "0.0000", "COST_CURRENCY": "RUR",
                "CALL_FAILED_CODE": .string(row.failedCode), "CALL_FAILED_REASON": .string(row.failedReason),
                "CRM_ACTIVITY_ID": .string(activity.map(String.init) ?? ""),
            ], actor: call.answeredBy)
    }

    /// The client of a call as telephony finds it: a contact, then a company, then a lead that is still open.
    func caller(of call: PortalCall) -> CRMLink? {
        for type in [CRMType.contact, .company] {
            if let item = items(type, phone: call.clientPhone).first { return CRMLink(type, item.id) }
        }
        let lead = items(.lead, phone: call.clientPhone).last { Stages.semantics(of: $0) == "P" }
        return lead.map { CRMLink(.lead, $0.id) }
    }

    /// Somebody looked a number up: a lead that the line is slow to make comes nearer. It is made whatever else is in the CRM by then.
    mutating func noteSearch(phones: [String]) {
        let wanted = Set(phones.map(Self.comparable))
        for (callID, played) in calls where wanted.contains(Self.comparable(played.call.clientPhone)) {
            guard let left = played.searchesUntilLead else { continue }
            calls[callID]?.searchesUntilLead = left > 1 ? left - 1 : nil
            guard left <= 1 else { continue }
            let lead = makeLead(for: played.call)
            calls[callID]?.entity = lead
        }
    }

    private mutating func makeLead(for call: PortalCall) -> CRMLink {
        let owner = call.answeredBy ?? administrator?.id ?? 1
        let fields: JSONObject = [
            "title": .string("\(call.clientPhone) - \(text("Входящий звонок", "Incoming call"))"), "sourceId": "CALL",
            "assignedById": .int(owner),
        ]
        let phone = CommunicationValue(id: nextID("fm", from: 101), typeID: "PHONE", valueType: "WORK", value: call.clientPhone)
        let id = addItem(.lead, fields: fields, communications: [phone], actor: owner).id
        items[.lead]?[id]?.isUnindexed = !configuration.portalLeadsAreFound
        return CRMLink(.lead, id)
    }

    private func responsible(of entity: CRMLink?) -> Int {
        entity.flatMap(item)?.int("assignedById") ?? administrator?.id ?? 1
    }

    private mutating func addActivity(of played: PlayedCall, entity: CRMLink, user: Int) -> Int {
        let call = played.call
        let id = nextID("activity", from: 7739)
        let isMissed = call.failedCode == "304" && call.direction == .incoming
        var bindings = [entity]
        if entity.type == .contact, let deal = openDeal(of: entity.id) { bindings.insert(deal, at: 0) }
        let name = item(entity)?.personName ?? call.clientPhone
        let subject = call.direction == .incoming ? text("Входящий от", "Incoming from") : text("Исходящий", "Outgoing to")
        activities[id] = CallActivity(
            id: id, owner: bindings[0], bindings: bindings, subject: "\(subject) \(name)", callID: played.callID, phone: call.clientPhone,
            isIncoming: call.direction == .incoming, isMissed: isMissed, responsible: user, created: now, updated: now, start: played.start,
            end: played.start.addingTimeInterval(Double(call.duration)), completed: !isMissed)
        queue("ONCRMACTIVITYADD", ["FIELDS": ["ID": .string(String(id))]], actor: call.answeredBy)
        return id
    }

    private func openDeal(of contact: Int) -> CRMLink? {
        let deal = sortedItems(.deal).last { deal in
            deal.int("contactId") == contact && Stages.semantics(of: deal) == "P"
        }
        return deal.map { CRMLink(.deal, $0.id) }
    }

    private static func reason(_ code: String) -> String {
        switch code {
        case "304": "Call missed"
        case "603": "Decline"
        case "603-S": "Decline self"
        case "486": "Busy"
        case "480": "Temporarily unavailable"
        case "404": "Invalid number"
        default: "Call failed"
        }
    }

    /// Makes the recording of a finished call appear; false when there is none to show or it is there already.
    @discardableResult
    mutating func publishRecording(_ callID: String) -> Bool {
        guard var played = calls[callID], !played.isRecordingPublished, let recording = played.call.recording, let row = played.statisticID else {
            return false
        }
        played.isRecordingPublished = true
        calls[callID] = played
        let id = nextID("file", from: 9079)
        files[id] = PortalFile(
            id: id, name: recording.fileName, contentType: Self.contentType(of: recording.fileName), bytes: recording.bytes, created: now,
            createdBy: played.call.answeredBy ?? administrator?.id ?? 1)
        statistics[row]?.recordFileID = id
        statistics[row]?.recordDuration = recording.seconds
        statistics[row]?.recordURL = "\(portalAddress)/disk/downloadFile/\(id)/?&ncc=1"
        guard let activity = statistics[row]?.activityID else { return true }
        activities[activity]?.fileIDs = [id]
        activities[activity]?.updated = now
        if configuration.recordingUpdatesActivity {
            queue("ONCRMACTIVITYUPDATE", ["FIELDS": ["ID": .string(String(activity))]], actor: nil)
        }
        return true
    }

    /// A caller read the call's statistic row: recordings that wait for a number of reads come nearer.
    mutating func noteRead(callID: String) {
        guard let wanted = calls[callID]?.call.recording?.readsBeforeReady, wanted > 0 else { return }
        calls[callID]?.reads += 1
        if let reads = calls[callID]?.reads, reads >= wanted { publishRecording(callID) }
    }

    private static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last?.lowercased() {
        case "mp3": "audio/mpeg"
        case "wav": "audio/wav"
        case "ogg": "audio/ogg"
        case "m4a": "audio/mp4"
        default: "application/octet-stream"
        }
    }
}
