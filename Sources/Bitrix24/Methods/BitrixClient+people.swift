extension BitrixClient {
    /// Sends a notification in the app's name: `im.notify.system.add` (api-reference/chats/notifications/im-notify-system-add.md).
    /// - Parameters:
    ///   - userID: who gets it.
    ///   - message: BB code is understood.
    ///   - tag: a notification with the same tag replaces the earlier one, which makes this repeatable.
    /// - Returns: its id, nil when the portal did not make one.
    public func notify(userID: Int, message: String, tag: String? = nil, priority: Priority = .handoff) async throws(BitrixError) -> Int? {
        try await call("im.notify.system.add", notification(userID, message, tag), priority: priority).result.int
    }

    /// Sends a notification in the name of the token's user: `im.notify.personal.add`
    /// (api-reference/chats/notifications/im-notify-personal-add.md). Parameters as ``notify(userID:message:tag:priority:)``.
    public func notifyPersonally(
        userID: Int, message: String, tag: String? = nil, priority: Priority = .handoff
    ) async throws(BitrixError) -> Int? {
        try await call("im.notify.personal.add", notification(userID, message, tag), priority: priority).result.int
    }

    /// A page of users: `user.get` (api-reference/user/user-get.md).
    /// - Parameters:
    ///   - filter: e.g. `["ID": [1, 7]]`, `["UF_DEPARTMENT": 3, "ACTIVE": true]`, `["IS_ONLINE": "Y"]`.
    ///   - start: where the page begins, a multiple of 50.
    public func users(filter: JSONValue, start: Int = 0, priority: Priority = .normal) async throws(BitrixError) -> [JSONValue] {
        try await call(
            "user.get", ["FILTER": filter, "sort": "ID", "order": "ASC", "start": JSONValue(start)], priority: priority
        ).result.list
    }

    /// The token's user with all fields that the app may see: `user.current` (api-reference/user/user-current.md).
    public func currentUser(priority: Priority = .normal) async throws(BitrixError) -> JSONValue {
        try await call("user.current", priority: priority).result
    }

    /// The token's user in brief, `ID`, `ADMIN`, `NAME`, `LAST_NAME`, `TIME_ZONE`; needs no permission: `profile`
    /// (api-reference/common/users/profile.md).
    public func profile(priority: Priority = .normal) async throws(BitrixError) -> JSONValue {
        try await call("profile", priority: priority).result
    }

    /// Whether users are at work: `timeman.status` (api-reference/timeman/base/timeman-status.md) of each, in one request.
    /// - Parameter userIDs: at most ``maxBatch``, each once.
    /// - Returns: `OPENED`, `CLOSED`, `PAUSED` or `EXPIRED` by user; those of whom the portal says nothing are left out.
    /// - Throws: what ``batch(_:stopsAtError:priority:)`` throws.
    public func timemanStatuses(userIDs: [Int], priority: Priority = .normal) async throws(BitrixError) -> [Int: String] {
        let reads = userIDs.map { BatchRead("user\($0)", "timeman.status", ["USER_ID": JSONValue($0)]) }
        let answers = try await batch(reads, priority: priority)
        var statuses: [Int: String] = [:]
        for userID in userIDs {
            if case .success(let answer)? = answers["user\(userID)"] { statuses[userID] = answer.result["STATUS"].text }
        }
        return statuses
    }

    /// A page of departments: `department.get` (api-reference/departments/department-get.md).
    /// - Parameters:
    ///   - filter: a map of `ID`, `NAME`, `PARENT`, `UF_HEAD`, all optional.
    ///   - start: where the page begins, a multiple of 50.
    public func departments(
        filter: JSONValue = [:], start: Int = 0, priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        var parameters = filter.members
        parameters["START"] = JSONValue(start)
        return try await call("department.get", .object(parameters), priority: priority).result.list
    }

    private func notification(_ userID: Int, _ message: String, _ tag: String?) -> JSONValue {
        var parameters: [String: JSONValue] = ["USER_ID": JSONValue(userID), "MESSAGE": .string(message)]
        if let tag { parameters["TAG"] = .string(tag) }
        return .object(parameters)
    }
}
