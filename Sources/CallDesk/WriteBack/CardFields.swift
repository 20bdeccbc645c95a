import Bitrix24
import Dialog
import Foundation
import Logging
import Storage

/// Fills what the client said into the card's empty fields. What a person has entered is never touched.
struct CardFields: Sendable {
    let steps: CallSteps
    /// Below this confidence a fact stays in the call's card and goes into no field.
    private static let confidenceMin = 0.5

    func fill(_ link: ClientLink, with analysis: CallAnalysis, from call: CallRow) async throws {
        // Whoever only misdialled has told nothing about the card's owner.
        guard analysis.outcome != .wrongNumber, analysis.outcome != .silent else { return }
        let card = link.card
        let facts = Facts(analysis, confidenceMin: Self.confidenceMin, region: steps.tools.configuration.region)
        try await update(card.entity, card.id, marker: "fields:\(call.externalID)", call) { item in
            changes(for: card.entity, item, facts, analysis, call)
        }
        if let contact = try await contact(of: link) {
            try await update(.contact, contact, marker: "contact-fields:\(call.externalID)", call) { item in
                nameChanges(item, facts).merging(communication(item, facts, callPhone: call.phone)) { first, _ in first }
            }
        }
    }

    /// Re-reads the card, so that only what is empty at this moment is set; absolute values make a repeat harmless.
    private func update(
        _ entity: CRMEntity, _ id: Int, marker: String, _ call: CallRow, _ change: (JSONValue) -> [String: JSONValue]
    ) async throws {
        guard let item = try await steps.client.item(entity, id: id) else { return }
        let fields = change(item)
        // An earlier run may have filled everything and ended before it learnt so.
        guard !fields.isEmpty else { return try await steps.tools.effects.settle(marker, portalID: steps.portalID, as: "\(id)") }
        do {
            try await send(entity, id, marker: marker, call, fields)
        } catch EffectError.refused(let cause) {
            steps.tools.logger.warning("the portal refused the card's fields", metadata: ["call": "\(call.id)", "code": "\(cause.code)"])
            // The portal may not have the currency; the rest must not be lost with the sum.
            let rest = fields.filter { !Budget.names.contains($0.key) }
            guard rest.count < fields.count, !rest.isEmpty else { return }
            do { try await send(entity, id, marker: "\(marker):rest", call, rest) } catch EffectError.refused {}
        }
    }

    private func send(_ entity: CRMEntity, _ id: Int, marker: String, _ call: CallRow, _ fields: [String: JSONValue]) async throws {
        let client = steps.client
        _ = try await steps.tools.effects.perform(
            .init(
                kind: "item.update", marker: marker, callID: call.id,
                send: { () async throws(BitrixError) -> String in
                    try await client.updateItem(entity, id: id, fields: .object(fields))
                    return "\(id)"
                }), portalID: steps.portalID)
    }

    private func contact(of link: ClientLink) async throws -> Int? {
        if link.entity == .contact { return link.entityID }
        guard let dealID = link.dealID else { return nil }
        return try await steps.client.item(.deal, id: dealID)?["contactId"].int.flatMap { $0 > 0 ? $0 : nil }
    }

    private func changes(
        for entity: CRMEntity, _ item: JSONValue, _ facts: Facts, _ analysis: CallAnalysis, _ call: CallRow
    ) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        if entity == .lead {
            fields = nameChanges(item, facts).merging(communication(item, facts, callPhone: call.phone)) { first, _ in first }
            if let company = facts.company, item["companyTitle"].text == nil { fields["companyTitle"] = .string(company) }
        }
        if entity == .lead || entity == .deal {
            if let budget = facts.budget, (item["opportunity"].text.flatMap(Double.init) ?? 0) == 0 {
                fields.merge(budget.fields) { first, _ in first }
            }
            if item["comments"].text?.trimmed.isEmpty ?? true, let comment = comment(facts, analysis, call) { fields["comments"] = .string(comment) }
        }
        return fields
    }

    private func nameChanges(_ item: JSONValue, _ facts: Facts) -> [String: JSONValue] {
        // A name that a person has begun is not completed by a machine.
        guard item["name"].text == nil, item["lastName"].text == nil, let name = facts.name else { return [:] }
        var fields: [String: JSONValue] = ["name": .string(name.given)]
        if let second = name.patronymic { fields["secondName"] = .string(second) }
        if let last = name.family { fields["lastName"] = .string(last) }
        return fields
    }

    /// New entries of `fm` in an update are keyed n0, n1; each names its type. Source: apidocs "crm.item.update", fm.
    private func communication(_ item: JSONValue, _ facts: Facts, callPhone: String?) -> [String: JSONValue] {
        let known = item["fm"].list
        func has(_ type: String, _ value: String) -> Bool {
            known.contains { entry in
                guard entry["typeId"].text == type, let held = entry["value"].text else { return false }
                return type == "PHONE" ? PhoneNumber.normalise(held, region: steps.tools.configuration.region) == value : held.lowercased() == value.lowercased()
            }
        }
        var entries: [JSONValue] = []
        if let phone = facts.phone, phone != callPhone, !has("PHONE", phone) {
            entries.append(["typeId": "PHONE", "valueType": "MOBILE", "value": .string(phone)])
        }
        if let email = facts.email, !has("EMAIL", email) { entries.append(["typeId": "EMAIL", "valueType": "WORK", "value": .string(email)]) }
        guard !entries.isEmpty else { return [:] }
        return ["fm": .object(Dictionary(uniqueKeysWithValues: entries.enumerated().map { ("n\($0)", $1) }))]
    }

    private func comment(_ facts: Facts, _ analysis: CallAnalysis, _ call: CallRow) -> String? {
        let texts = steps.tools.texts
        let lines = ["need", "city", "deadline"].compactMap { name in
            facts.value(name).map { "\(texts.label("slot", name, language: call.language)): \(CRMTexts.plain($0))" }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

extension CardFields {
    /// The slots worth entering.
    struct Facts: Sendable {
        private let slots: [String: String]
        private let region: String

        init(_ analysis: CallAnalysis, confidenceMin: Double, region: String) {
            self.region = region
            let sure = analysis.slots.filter { $0.confidence >= confidenceMin && !$0.value.isEmpty }
            slots = Dictionary(sure.map { ($0.name.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first })
        }

        func value(_ name: String) -> String? { slots[name] }
        var company: String? { slots["company"].map(CRMTexts.plain) }
        var phone: String? { slots["phone"].flatMap { PhoneNumber.normalise($0, region: region) } }
        var email: String? { slots["email"].flatMap { $0.contains("@") ? $0 : nil } }
        var budget: Budget? { slots["budget"].flatMap(Budget.init) }
        var name: PersonName? { slots["name"].flatMap { PersonName(CRMTexts.plain($0)) } }
    }
}
