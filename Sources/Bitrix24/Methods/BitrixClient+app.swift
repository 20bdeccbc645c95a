extension BitrixClient {
    /// What the portal says about the app: `ID`, `CODE`, `VERSION`, `STATUS`, `INSTALLED`, `LICENSE`...: `app.info`
    /// (api-reference/common/system/app-info.md). While `INSTALLED` is false no events come.
    public func appInfo(priority: Priority = .normal) async throws(BitrixError) -> JSONValue {
        try await call("app.info", priority: priority).result
    }

    /// Permissions of the app: `scope` (api-reference/common/system/scope.md).
    public func grantedScope(priority: Priority = .normal) async throws(BitrixError) -> Set<String> {
        ScopeList.parse(try await call("scope", priority: priority).result)
    }

    /// Whether the portal's plan has something: `feature.get` (api-reference/common/system/feature-get.md).
    /// - Parameter code: `rest_offline_extended` or `rest_auth_connector`.
    public func hasFeature(_ code: String, priority: Priority = .normal) async throws(BitrixError) -> Bool {
        try await call("feature.get", ["CODE": .string(code)], priority: priority).result["value"].flag
    }

    /// Whether the token's user may administer: `user.admin` (api-reference/common/users/user-admin.md).
    public func isAdministrator(priority: Priority = .normal) async throws(BitrixError) -> Bool {
        try await call("user.admin", priority: priority).result.flag
    }

    /// Binds an event to an address: `event.bind` (api-reference/events/event-bind.md). Bound already is as good.
    public func bindEvent(_ name: String, handler: String, priority: Priority = .normal) async throws(BitrixError) {
        do throws(BitrixError) {
            _ = try await call("event.bind", ["event": .string(name), "handler": .string(handler)], priority: priority)
        } catch {
            guard error.saysAlreadyBound else { throw error }
        }
    }

    /// The app's event bindings, `event`, `handler`, `auth_type`, `offline`: `event.get` (api-reference/events/event-get.md).
    public func boundEvents(priority: Priority = .normal) async throws(BitrixError) -> [JSONValue] {
        try await call("event.get", priority: priority).result.list
    }

    /// Takes bindings of an event to an address away: `event.unbind` (api-reference/events/event-unbind.md).
    /// - Returns: how many there were.
    @discardableResult
    public func unbindEvent(_ name: String, handler: String, priority: Priority = .normal) async throws(BitrixError) -> Int {
        try await call(
            "event.unbind", ["event": .string(name), "handler": .string(handler)], priority: priority
        ).result["count"].int ?? 0
    }

    /// Puts one of the app's pages into the portal's interface: `placement.bind` (api-reference/widgets/placement-bind.md). Needs an administrator's
    /// token. Bound already is as good.
    public func bindPlacement(_ binding: PlacementBinding, priority: Priority = .normal) async throws(BitrixError) {
        do throws(BitrixError) {
            _ = try await call("placement.bind", binding.parameters, priority: priority)
        } catch {
            guard error.saysAlreadyBound else { throw error }
        }
    }

    /// The app's pages in the portal's interface, `placement`, `handler`, `title`...: `placement.get` (api-reference/widgets/placement-get.md).
    public func boundPlacements(priority: Priority = .normal) async throws(BitrixError) -> [JSONValue] {
        try await call("placement.get", priority: priority).result.list
    }

    /// Takes one of the app's pages out of the portal's interface: `placement.unbind` (api-reference/widgets/placement-unbind.md).
    /// - Returns: the portal's count; more than 0 when there was something.
    @discardableResult
    public func unbindPlacement(_ placement: String, handler: String, priority: Priority = .normal) async throws(BitrixError) -> Int {
        try await call(
            "placement.unbind", ["PLACEMENT": .string(placement), "HANDLER": .string(handler)], priority: priority
        ).result["count"].int ?? 0
    }
}

extension BitrixError {
    /// Whether the portal refused a binding because it exists. It says so in words only.
    var saysAlreadyBound: Bool {
        guard execution == .refused, let message = serverMessage?.lowercased() else { return false }
        return message.contains("already bound") || message.contains("already binded") || message.contains("unable to set event handler")
            || message.contains("unable to set placement handler") || message.contains("handler already")
    }
}
