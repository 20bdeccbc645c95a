/// Kinds of CRM objects with fixed numbers (api-reference/crm/data-types.md, "Object type").
public enum CRMEntity: Int, Sendable, Hashable, CaseIterable {
    /// A lead.
    case lead = 1
    /// A deal.
    case deal = 2
    /// A contact, a person.
    case contact = 3
    /// A company.
    case company = 4

    /// The name as methods of telephony write it: `LEAD`, `DEAL`, `CONTACT`, `COMPANY`.
    public var typeName: String {
        switch self {
        case .lead: "LEAD"
        case .deal: "DEAL"
        case .contact: "CONTACT"
        case .company: "COMPANY"
        }
    }

    /// The letters before an id in bindings such as `UF_CRM_TASK`: `L_4`, `D_10`, `C_7`, `CO_5`.
    public var shortCode: String {
        switch self {
        case .lead: "L"
        case .deal: "D"
        case .contact: "C"
        case .company: "CO"
        }
    }

    /// The kind by its name in any case; nil for another one.
    public init?(typeName: String) {
        guard let entity = Self.allCases.first(where: { $0.typeName == typeName.uppercased() }) else { return nil }
        self = entity
    }

    /// The binding of one object, e.g. `L_4`.
    public func binding(_ id: Int) -> String { "\(shortCode)_\(id)" }
}

/// Whether the CRM knows leads (api-reference/crm/crm-settings-mode-get.md).
public enum CRMMode: String, Sendable, Hashable {
    /// Leads are worked on and converted by people.
    case classic
    /// A new lead becomes a deal with its contact at once.
    case simple
}

/// Known clients with a phone number (api-reference/crm/duplicates/crm-duplicate-find-by-comm.md).
public struct Duplicates: Sendable, Hashable {
    /// Ids of leads.
    public var leads: [Int]
    /// Ids of contacts.
    public var contacts: [Int]
    /// Ids of companies.
    public var companies: [Int]

    /// Makes one.
    public init(leads: [Int] = [], contacts: [Int] = [], companies: [Int] = []) {
        self.leads = leads
        self.contacts = contacts
        self.companies = companies
    }

    /// Whether nobody was found.
    public var isEmpty: Bool { leads.isEmpty && contacts.isEmpty && companies.isEmpty }
}
