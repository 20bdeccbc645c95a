/// An employee of the stand-in portal.
package struct PortalUser: Sendable, Hashable {
    package var id: Int
    package var name: String
    package var lastName: String
    package var isAdministrator: Bool
    package var position: String
    package var department: Int
    package var innerPhone: String?
    package var mobilePhone: String?
    package var isOnline: Bool
    package var isActive: Bool
    /// Working day: OPENED, CLOSED, PAUSED or EXPIRED.
    package var workday: String

    package init(
        id: Int, name: String, lastName: String = "", isAdministrator: Bool = false, position: String = "", department: Int = 1,
        innerPhone: String? = nil, mobilePhone: String? = nil, isOnline: Bool = true, isActive: Bool = true, workday: String = "OPENED"
    ) {
        self.id = id
        self.name = name
        self.lastName = lastName
        self.isAdministrator = isAdministrator
        self.position = position
        self.department = department
        self.innerPhone = innerPhone
        self.mobilePhone = mobilePhone
        self.isOnline = isOnline
        self.isActive = isActive
        self.workday = workday
    }

    /// Name and last name, as shown on pages.
    package var fullName: String { [name, lastName].filter { !$0.isEmpty }.joined(separator: " ") }

    /// An administrator and two operators, named by their roles.
    package static let defaults = [
        PortalUser(id: 1, name: "Администратор", lastName: "Портала", isAdministrator: true, position: "Администратор", innerPhone: "101"),
        PortalUser(id: 5, name: "Оператор", lastName: "Первый", position: "Менеджер по продажам", department: 3, innerPhone: "105"),
        PortalUser(id: 6, name: "Оператор", lastName: "Второй", position: "Менеджер по продажам", department: 3, innerPhone: "106"),
    ]
}
