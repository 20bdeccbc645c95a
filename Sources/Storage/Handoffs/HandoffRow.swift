package import Foundation

package enum HandoffState: String, Sendable, Codable, CaseIterable {
    case open
    case closed
}

/// A task in the portal that a person got from us, with the call and the CRM entity it is about.
package struct HandoffRow: Sendable, Equatable, Codable {
    /// 0 until saved.
    package var id: Int64
    package var portalID: Int64
    package var callID: Int64?
    package var leadID: Int?
    package var dealID: Int?
    /// The task's id in the portal, unique in it.
    package var taskID: Int
    /// Portal user who has the task.
    package var responsibleID: Int
    /// What the task is for, such as `handoff`, `callback`, `nextStep`.
    package var kind: String
    package var state: HandoffState
    package var deadline: Date?
    package var createdAt: Date
    /// Set by the store when `state` is `closed` and none is given.
    package var closedAt: Date?

    package init(
        id: Int64 = 0, portalID: Int64, callID: Int64?, leadID: Int? = nil, dealID: Int? = nil, taskID: Int, responsibleID: Int,
        kind: String = "handoff",
        state: HandoffState = .open, deadline: Date? = nil, createdAt: Date, closedAt: Date? = nil
    ) {
        self.id = id
        self.portalID = portalID
        self.callID = callID
        self.leadID = leadID
        self.dealID = dealID
        self.taskID = taskID
        self.responsibleID = responsibleID
        self.kind = kind
        self.state = state
        self.deadline = deadline
        self.createdAt = createdAt
        self.closedAt = closedAt
    }
}

extension HandoffRow: StoredRow {
    static var table: String { "handoff" }
}
