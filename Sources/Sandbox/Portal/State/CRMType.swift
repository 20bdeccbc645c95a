/// Kinds of CRM items the stand-in keeps, by their `entityTypeId`.
package enum CRMType: Int, Sendable, CaseIterable {
    case lead = 1
    case deal = 2
    case contact = 3
    case company = 4

    /// As in event names and in `CRM_ENTITY_TYPE`: LEAD, DEAL, CONTACT, COMPANY.
    package var code: String {
        switch self {
        case .lead: "LEAD"
        case .deal: "DEAL"
        case .contact: "CONTACT"
        case .company: "COMPANY"
        }
    }

    /// As in a task's links: L, D, C, CO.
    package var shortCode: String {
        switch self {
        case .lead: "L"
        case .deal: "D"
        case .contact: "C"
        case .company: "CO"
        }
    }

    /// As in the portal's addresses and in timeline comments: lead, deal, contact, company.
    package var path: String { code.lowercased() }

    init?(code: String) {
        guard let type = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = type
    }
}
