package import Foundation

/// An item an activity, comment or task belongs to.
package struct CRMLink: Sendable, Hashable {
    package let type: CRMType
    package let id: Int

    package init(_ type: CRMType, _ id: Int) {
        self.type = type
        self.id = id
    }
}

/// The CRM activity telephony makes of a call.
package struct CallActivity: Sendable {
    package let id: Int
    package var owner: CRMLink
    /// Every item whose timeline shows the call; the owner is among them.
    package var bindings: [CRMLink]
    package var subject: String
    package var callID: String
    package var phone: String
    package var isIncoming: Bool
    package var isMissed: Bool
    package var responsible: Int
    package var created: Date
    package var updated: Date
    package var start: Date
    package var end: Date
    package var completed: Bool
    package var fileIDs: [Int] = []
    /// Content blocks set by applications, by client id, as they were sent: `{"blocks": {...}}`.
    package var layouts: [String: JSON] = [:]
}
