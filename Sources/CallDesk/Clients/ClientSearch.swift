import Bitrix24
import Foundation

/// Finds the client of a number in the CRM. Reads only.
struct ClientSearch: Sendable {
    let client: BitrixClient

    /// Leads looked at when a number has several.
    private static let leadsLookedAt = 20

    /// Contact first, then company, then an open lead: closed leads alone make no known client.
    func find(phone: String) async throws -> ClientLink? {
        let found = try await clients(phone)
        if let contact = found.contacts.first { return try await link(.contact, contact) }
        if let company = found.companies.first { return try await link(.company, company) }
        for id in found.leads.sorted(by: >).prefix(Self.leadsLookedAt) {
            if let link = try await openLead(id) { return link }
        }
        return nil
    }

    /// Everybody with the number. Where one kind fills its part of the answer the portal leaves out the kinds after it: those are asked for by themselves.
    /// Source: apidocs "crm.duplicate.findbycomm", entity_type.
    private func clients(_ phone: String) async throws -> Duplicates {
        var found = try await client.duplicates(phones: [phone])
        guard found.leads.count >= BitrixClient.maxDuplicates else { return found }
        found.contacts = try await client.duplicates(phones: [phone], of: .contact).contacts
        // A contact counts before a company: with one, companies do not matter.
        if found.contacts.isEmpty { found.companies = try await client.duplicates(phones: [phone], of: .company).companies }
        return found
    }

    /// The lead, if people still work on it; of a converted one, its deal.
    func openLead(_ id: Int) async throws -> ClientLink? {
        guard let lead = try await client.item(.lead, id: id) else { return nil }
        let stage = try await stageSemantics(of: lead)
        if stage == .failed { return nil }
        var link = ClientLink(entity: .lead, entityID: id, responsibleID: lead["assignedById"].int)
        if stage == .won { link = try await converted(lead, link) }
        return link
    }

    /// A contact's or company's open deal, else the client itself.
    private func link(_ entity: CRMEntity, _ id: Int) async throws -> ClientLink? {
        guard let item = try await client.item(entity, id: id) else { return nil }
        let key = entity == .contact ? "contactId" : "companyId"
        let deals = try await client.items(
            .deal, filter: .object([key: .integer(Int64(id)), "closed": "N"]), select: ["id", "assignedById"], order: ["id": "DESC"], start: 0)
        return ClientLink(
            entity: entity, entityID: id, dealID: deals.first?["id"].int, responsibleID: (deals.first ?? item)["assignedById"].int)
    }

    /// What became of a converted lead. Source: crm.item.list, entityTypeId 2, filter leadId.
    func converted(_ lead: JSONValue, _ link: ClientLink) async throws -> ClientLink {
        var link = link
        let deals = try await client.items(
            .deal, filter: .object(["leadId": .integer(Int64(link.entityID))]), select: ["id", "assignedById", "contactId"], order: ["id": "DESC"], start: 0)
        guard let deal = deals.first, let dealID = deal["id"].int else { return link }
        link.leadID = link.entityID
        link.entity = .deal
        link.entityID = dealID
        link.dealID = dealID
        link.responsibleID = deal["assignedById"].int ?? link.responsibleID
        return link
    }

    enum StageSemantics { case open, won, failed }

    /// Source: crm.status.list, ENTITY_ID = STATUS: SEMANTICS S won, F failed, else in work.
    func stageSemantics(of lead: JSONValue) async throws -> StageSemantics {
        let stage = lead["stageId"].text ?? ""
        let row = try await client.statuses(entityID: "STATUS").first { $0["STATUS_ID"].text == stage }
        switch row?["SEMANTICS"].text ?? row?["EXTRA"]["SEMANTICS"].text {
        case "S", "success": return .won
        case "F", "failure", "apology": return .failed
        default: return stage == "CONVERTED" ? .won : stage == "JUNK" ? .failed : .open
        }
    }
}
