package import Foundation

/// A phone number or mail address of an item, with the identifier an update names it by.
package struct CommunicationValue: Sendable, Hashable {
    package var id: Int
    /// PHONE, EMAIL, WEB, IM.
    package var typeID: String
    /// WORK, MOBILE, HOME, MAILING, OTHER.
    package var valueType: String
    package var value: String
}

/// A lead, deal, contact or company.
package struct CRMItem: Sendable, Hashable {
    package let type: CRMType
    package let id: Int
    /// Fields that were set, by their camel-case names.
    package var fields: JSONObject
    package var communications: [CommunicationValue] = []
    package var created: Date
    package var updated: Date
    package var createdBy: Int
    package var updatedBy: Int
    /// Simple mode: becomes a deal and a contact before the next request is served.
    package var awaitsConversion = false
    /// No look-up by phone or address shows it yet.
    var isUnindexed = false

    /// A field's text; nil when it is unset or empty.
    package func text(_ field: String) -> String? {
        guard let text = fields[field]?.text, !text.isEmpty else { return nil }
        return text
    }

    package func int(_ field: String) -> Int? { fields[field]?.int }

    package var phones: [String] { communications.filter { $0.typeID == "PHONE" }.map(\.value) }

    /// What pages and telephony show: the title, or the names of a person.
    package var displayName: String {
        if type == .contact { return personName ?? "№\(id)" }
        return text("title") ?? personName ?? "№\(id)"
    }

    /// First, second and last name; nil when none is known.
    package var personName: String? {
        let name = [text("name"), text("secondName"), text("lastName")].compactMap { $0 }.joined(separator: " ")
        return name.isEmpty ? nil : name
    }
}
