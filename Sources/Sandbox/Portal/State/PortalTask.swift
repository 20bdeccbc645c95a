package import Foundation

/// A task of the stand-in portal.
package struct PortalTask: Sendable {
    package let id: Int
    package var title: String
    package var description: String
    package var responsible: Int
    package var createdBy: Int
    package var created: Date
    package var changed: Date
    package var changedBy: Int
    package var deadline: Date?
    package var closed: Date?
    package var closedBy: Int?
    /// 0 low, 1 average, 2 high.
    package var priority = 1
    /// 2 waits, 3 in progress, 4 awaits control, 5 completed, 6 deferred.
    package var status = 2
    /// Links such as L_4, D_10, C_7, CO_5.
    package var crmLinks: [String] = []
    package var accomplices: [Int] = []
    package var auditors: [Int] = []
    package var tags: [String] = []
    package var xmlID: String?
    package var checklist: [ChecklistItem] = []
    /// Fields the stand-in keeps without a meaning of its own, by their upper-case names.
    package var other = JSONObject()

    /// One line of a task's checklist.
    package struct ChecklistItem: Sendable, Hashable {
        package let id: Int
        package let parentID: Int
        package let title: String
        package let isComplete: Bool
    }
}

/// A message in an employee's notification list.
package struct PortalNotification: Sendable {
    package let id: Int
    package let userID: Int
    package let message: String
    package let tag: String?
    /// True: a system message; false: written in the name of `authorID`.
    package let isSystem: Bool
    package let authorID: Int
    package let date: Date
}

/// A comment in an item's timeline.
package struct TimelineComment: Sendable {
    package let id: Int
    package let owner: CRMLink
    package let text: String
    package let authorID: Int
    package let created: Date
}

/// A step of an item from stage to stage.
package struct StageStep: Sendable {
    package let id: Int
    package let owner: CRMLink
    /// 1 created, 2 to an intermediate stage, 3 to a final one.
    package let kind: Int
    package let stage: String
    package let date: Date
}
