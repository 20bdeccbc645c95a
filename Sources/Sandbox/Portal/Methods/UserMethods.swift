import Foundation

/// Employees, their working day and departments (`user/*.md`, `common/users/*.md`, `timeman/base/timeman-status.md`, `departments/department-get.md`).
enum UserMethods {
    private static let userScopes: Set<String> = ["user", "user_brief", "user_basic"]

    static let all: [RESTMethod] = [
        RESTMethod(
            "user.get", scope: userScopes, parameters: ["sort", "order", "FILTER", "ADMIN_MODE", "select", "IMAGE_RESIZE", "start"], run: get),
        RESTMethod("user.current", scope: userScopes) { state, ask throws(RESTFault) in
            RESTReply(.object(row(try current(state, ask), state)))
        },
        RESTMethod("profile", scope: []) { state, ask throws(RESTFault) in
            let user = try current(state, ask)
            return RESTReply([
                "ID": .string(String(user.id)), "ADMIN": .bool(user.isAdministrator), "NAME": .string(user.name),
                "LAST_NAME": .string(user.lastName), "PERSONAL_GENDER": "", "TIME_ZONE": "",
            ])
        },
        RESTMethod("user.admin", scope: []) { state, ask throws(RESTFault) in RESTReply(.bool(try current(state, ask).isAdministrator)) },
        RESTMethod("timeman.status", scope: ["timeman"], parameters: ["USER_ID"], run: workday),
        RESTMethod(
            "department.get", scope: ["department"], parameters: ["sort", "order", "ID", "NAME", "SORT", "PARENT", "UF_HEAD", "START"],
            run: departments),
    ]

    private static func current(_ state: PortalState, _ ask: RESTAsk) throws(RESTFault) -> PortalUser {
        guard let user = state.user(ask.userID) else { throw .noAuthorisation() }
        return user
    }

    private static let filterable: Set<String> = [
        "ID", "ACTIVE", "NAME", "LAST_NAME", "EMAIL", "IS_ONLINE", "UF_DEPARTMENT", "UF_PHONE_INNER", "USER_TYPE", "NAME_SEARCH",
        "WORK_POSITION", "PERSONAL_MOBILE", "WORK_PHONE",
    ]

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        var conditions = ask["FILTER"].members ?? [:]
        let isActive = conditions["ACTIVE"].map { $0.flag }
        conditions["ACTIVE"] = nil
        let filter = try ListFilter(.object(conditions), time: state.time, isField: filterable.contains) { field in
            .argument("Invalid filter: field '\(field)' is not a user field")
        }
        let users = state.configuration.users.filter { isActive == nil || $0.isActive == isActive }
        let rows = users.sorted { $0.id < $1.id }.map { row($0, state) }.filter(filter.matches)
        var order = JSONObject()
        if let field = ask["sort"].text { order[field] = .string(ask["order"].text ?? "ASC") }
        let ordered = try ListPage.sorted(rows, order: .object(order), time: state.time, isField: filterable.contains) { field, _ in
            .argument("Invalid sort '\(field)'")
        }
        let page = ListPage.cut(ordered.map { .object(ListPage.selected($0, ask["select"])) }, start: ask["start"])
        return RESTReply(.array(page.rows), total: page.total, next: page.next)
    }

    private static func row(_ user: PortalUser, _ state: PortalState) -> JSONObject {
        let today = JSON.string(state.time.text(state.now))
        return [
            "ID": .string(String(user.id)), "ACTIVE": .bool(user.isActive), "NAME": .string(user.name), "LAST_NAME": .string(user.lastName),
            "SECOND_NAME": "", "EMAIL": .string("user\(user.id)@example.com"), "LAST_LOGIN": today, "DATE_REGISTER": "2024-07-22T00:00:00+03:00",
            "TIME_ZONE": "", "IS_ONLINE": user.isOnline ? "Y" : "N", "TIMESTAMP_X": [], "LAST_ACTIVITY_DATE": today, "PERSONAL_GENDER": "",
            "PERSONAL_BIRTHDAY": "", "PERSONAL_MOBILE": .string(user.mobilePhone ?? ""), "WORK_PHONE": "",
            "WORK_POSITION": .string(user.position), "UF_EMPLOYMENT_DATE": "", "UF_DEPARTMENT": [.int(user.department)],
            "UF_PHONE_INNER": user.innerPhone.map { .string($0) } ?? .null, "USER_TYPE": "employee",
        ]
    }

    private static func workday(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let id = ask["USER_ID"].int ?? ask.userID
        guard let user = state.user(id) else { throw RESTFault(400, "USER_NOT_FOUND", "User not found") }
        let isOpen = user.workday != "CLOSED"
        return RESTReply([
            "STATUS": .string(user.workday), "TIME_START": .string(state.time.text(state.now.addingTimeInterval(-3_600))),
            "TIME_FINISH": isOpen ? .null : .string(state.time.text(state.now)), "DURATION": "00:00:00", "TIME_LEAKS": "00:00:00",
            "ACTIVE": true, "IP_OPEN": "", "IP_CLOSE": "", "LAT_OPEN": 0, "LON_OPEN": 0, "LAT_CLOSE": 0, "LON_CLOSE": 0,
            "TZ_OFFSET": .int(state.configuration.zoneOffset),
        ])
    }

    private static func departments(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let names = [1: state.text("Компания", "Company"), 3: state.text("Отдел продаж", "Sales department")]
        let known = Set(state.configuration.users.map(\.department)).union([1]).sorted()
        let rows: [JSONObject] = known.map { id in
            let head = state.configuration.users.first { $0.department == id }?.id
            var row: JSONObject = ["ID": .string(String(id)), "NAME": .string(names[id] ?? "№\(id)"), "SORT": 500]
            if id != 1 { row["PARENT"] = "1" }
            row["UF_HEAD"] = head.map { .string(String($0)) } ?? .null
            return row
        }
        var conditions = JSONObject()
        for key in ["ID", "NAME", "SORT", "PARENT", "UF_HEAD"] { conditions[key] = ask.parameters[key] }
        let filter = try ListFilter(.object(conditions), time: state.time, isField: { _ in true }, refuse: { .argument($0) })
        let page = ListPage.cut(rows.filter(filter.matches).map { .object($0) }, start: ask["START"])
        return RESTReply(.array(page.rows), total: page.total, next: page.next)
    }
}
