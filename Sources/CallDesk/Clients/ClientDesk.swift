import Bitrix24
import Crypto
import Foundation
import Logging
import Storage

/// Gives a call its client: found in the CRM, adopted from the portal's own doing, or a new lead. One lead per caller, however many calls and events there are.
struct ClientDesk: Sendable {
    let tools: DeskTools
    let client: BitrixClient
    let portalID: Int64

    /// The lead's origin, by which it is found again.
    static let originator = "bitrix24-voice-agent"

    /// The call's client.
    /// - Parameter named: what the portal's statistics name, if they name anything: that is adopted before anything is searched.
    /// - Returns: `nil` when the caller's number is hidden.
    func client(of call: CallRow, named: ClientLink? = nil) async throws -> ClientLink? {
        if let known = ClientLink(call) { return try await current(known, call) }
        guard let phone = call.phone else { return try await keep(named, call) }
        return try await tools.phoneLocks.holding("\(portalID):\(phone)") {
            // Another job of this call may have been here while we waited.
            if let fresh = try await tools.store.call(id: call.id), let known = ClientLink(fresh) { return try await current(known, fresh) }
            // What the statistics name may be the lead that we ourselves were making when something broke.
            if let begun = try await begunLead(phone, call) { return try await keep(begun, call) }
            if let named, let adopted = try await adopt(named) { return try await keep(adopted, call) }
            if let shared = try await sharedLead(phone, call) { return try await keep(shared, call) }
            if let found = try await ClientSearch(client: client).find(phone: phone) { return try await keep(found, call) }
            guard call.isIncoming else { return nil }
            try await allowPortalItsOwnLead(call)
            return try await keep(makeLead(for: call, phone: phone), call)
        }
    }

    /// A lead made in simple mode turns into a deal a moment later.
    private func current(_ link: ClientLink, _ call: CallRow) async throws -> ClientLink {
        guard link.entity == .lead, let moved = try await ClientSearch(client: client).openLead(link.entityID), moved.entity != .lead else { return link }
        return try await keep(moved, call) ?? moved
    }

    private func adopt(_ named: ClientLink) async throws -> ClientLink? {
        let search = ClientSearch(client: client)
        if named.entity == .lead { return try await search.openLead(named.entityID) }
        guard let item = try await client.item(named.entity, id: named.entityID) else { return nil }
        return ClientLink(entity: named.entity, entityID: named.entityID, responsibleID: item["assignedById"].int)
    }

    /// The lead of another recent call of the number: the portal's search may not show a fresh lead yet.
    private func sharedLead(_ phone: String, _ call: CallRow) async throws -> ClientLink? {
        let since = tools.now().addingTimeInterval(-tools.configuration.limits.sharedLeadWindow)
        for other in try await tools.store.calls(portalID: portalID, phone: phone) where other.id != call.id && other.createdAt >= since {
            if let lead = other.leadID, let link = try await ClientSearch(client: client).openLead(lead) { return link }
            guard let effect = try await tools.store.effect(portalID: portalID, marker: Self.leadMarker(other)), other.leadID == nil else { continue }
            switch effect.state {
            case .sending, .unknown:
                throw JobPause(until: effect.unknownUntil ?? tools.now().addingTimeInterval(1), reason: "another call of the number is making its lead")
            case .done: if let id = effect.remoteID.flatMap(Int.init), let link = try await ClientSearch(client: client).openLead(id) { return link }
            case .ready, .refused: continue
            }
        }
        return nil
    }

    private func allowPortalItsOwnLead(_ call: CallRow) async throws {
        // The portal knows nothing of a file, so it makes no lead for it.
        if call.origin == .file { return }
        let earliest = call.createdAt.addingTimeInterval(tools.configuration.limits.portalLeadGrace)
        if tools.now() < earliest { throw JobPause(until: earliest, reason: "the portal itself may be making a lead for the number") }
    }

    private func keep(_ link: ClientLink?, _ call: CallRow) async throws -> ClientLink? {
        guard let link else { return nil }
        _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { link.store(in: &$0) }
        return link
    }
}

// MARK: - A new lead

extension ClientDesk {
    /// The call and its number: should the statistics correct the number, the lead of the wrong one is not taken for this caller's.
    static func leadMarker(_ call: CallRow) -> String {
        let number = SHA256.hash(data: Data((call.phone ?? "").utf8)).prefix(markerDigestBytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "lead:\(call.externalID):\(number)"
    }

    /// Of the number's digest in a lead's marker, in bytes.
    private static let markerDigestBytes = 4

    private func makeLead(for call: CallRow, phone: String) async throws -> ClientLink {
        let marker = Self.leadMarker(call)
        let responsible = try await OperatorChoice(tools: tools, client: client, portalID: portalID).ownerOfNewLead(call)
        let fields = leadFields(call, phone: phone, marker: marker, responsible: responsible)
        let id = try await tools.effects.perform(
            .init(
                kind: "lead.add", marker: marker, callID: call.id,
                find: { () async throws(BitrixError) -> String? in try await findLead(marker) },
                send: { () async throws(BitrixError) -> String in "\(try await client.addItem(.lead, fields: fields))" }), portalID: portalID)
        guard let leadID = Int(id) else { throw PortalProblem.notInstalled }
        let link = try await ClientSearch(client: client).openLead(leadID) ?? ClientLink(entity: .lead, entityID: leadID, responsibleID: responsible)
        return link
    }

    /// The lead that an earlier run sent without learning the outcome; `nil` when it never arrived.
    private func begunLead(_ phone: String, _ call: CallRow) async throws -> ClientLink? {
        let marker = Self.leadMarker(call)
        guard let effect = try await tools.store.effect(portalID: portalID, marker: marker), [.sending, .unknown].contains(effect.state) else { return nil }
        let settled = effect.unknownUntil ?? effect.sendingSince?.addingTimeInterval(tools.configuration.limits.effectUnknownWait) ?? .distantPast
        if tools.now() < settled { throw JobPause(until: settled, reason: "whether the lead was made can be looked up then") }
        guard try await findLead(marker) != nil else { return nil }
        return try await makeLead(for: call, phone: phone)
    }

    private func findLead(_ marker: String) async throws(BitrixError) -> String? {
        let found = try await client.items(
            .lead, filter: .object(["originatorId": .string(Self.originator), "originId": .string(marker)]), select: ["id"], order: ["id": "ASC"], start: 0)
        return found.first?["id"].text
    }

    private func leadFields(_ call: CallRow, phone: String, marker: String, responsible: Int?) -> JSONValue {
        var fields: [String: JSONValue] = [
            "title": .string(tools.texts.leadTitle(phone: phone, language: call.language)),
            "sourceId": "CALL",
            "sourceDescription": .string(tools.texts.leadSource(line: call.portalNumber, language: call.language)),
            "originatorId": .string(Self.originator),
            "originId": .string(marker),
            "fm": [["typeId": "PHONE", "valueType": "WORK", "value": .string(phone)]],
        ]
        if let responsible { fields["assignedById"] = .integer(Int64(responsible)) }
        return .object(fields)
    }

    /// Tells the responsible person of a lead that this call made; nothing when it made none, or when it was told before.
    func announceLead(of call: CallRow) async throws {
        guard let phone = call.phone, let link = ClientLink(call), let user = link.responsibleID,
            try await tools.store.effect(portalID: portalID, marker: Self.leadMarker(call))?.state == .done
        else { return }
        try await Notifier(tools: tools, client: client, portalID: portalID).send(
            tools.texts.newLead(phone: phone, link: link, language: call.language), to: user, marker: "notify-\(Self.leadMarker(call))", callID: call.id)
    }

    /// A lead that fell to the app's own user because nobody was known while it rang, or to whom an event named, goes to the person who answered as the
    /// statistics say, as the portal's own telephony does with the leads it makes. One that a person or a line's group was chosen for stays. Source: apidocs "telephony.externalCall.finish", USER_ID.
    func handToAnswerer(_ call: CallRow) async throws {
        guard let answered = call.answeredBy, let link = ClientLink(call), let leadID = link.leadID else { return }
        let marker = "lead-owner:\(call.externalID)"
        let owner = try await ownerToReplace(call, link, leadID)
        guard let owner, owner != answered else {
            // An earlier run may have sent it, and ended before it knew: there is nothing left to send.
            try await tools.effects.settle(marker, portalID: portalID, as: "\(leadID)")
            if owner == answered { try await note(answered, of: call) }
            return
        }
        let client = client
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: "item.update", marker: marker, callID: call.id,
                    send: { () async throws(BitrixError) -> String in
                        try await client.updateItem(.lead, id: leadID, fields: ["assignedById": .integer(Int64(answered))])
                        return "\(leadID)"
                    }), portalID: portalID)
            try await note(answered, of: call)
        } catch EffectError.refused(let cause) {
            tools.logger.info("the lead stays with its first owner", metadata: ["call": "\(call.id)", "code": "\(cause.code)"])
        }
    }

    /// Who has the lead now; `nil` when nobody may be put in the place of whoever has it.
    private func ownerToReplace(_ call: CallRow, _ link: ClientLink, _ leadID: Int) async throws -> Int? {
        guard link.dealID == nil, try await tools.store.effect(portalID: portalID, marker: Self.leadMarker(call))?.state == .done,
            let owner = try await client.item(.lead, id: leadID)?["assignedById"].int
        else { return nil }
        if owner == call.answeredBy { return owner }
        if try await tools.store.portal(id: portalID)?.installerID == owner { return owner }
        let isGroups = try await OperatorChoice(tools: tools, client: client, portalID: portalID).hasGroup(call)
        return owner == link.responsibleID && !isGroups ? owner : nil
    }

    private func note(_ responsible: Int, of call: CallRow) async throws {
        _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.responsibleID = responsible }
    }
}
