/// Widgets (`widgets/placement-bind.md`, `placement-get.md`, `placement-unbind.md`).
enum PlacementMethods {
    static let all: [RESTMethod] = [
        RESTMethod(
            "placement.bind", scope: ["placement"],
            parameters: ["PLACEMENT", "HANDLER", "TITLE", "DESCRIPTION", "GROUP_NAME", "LANG_ALL", "OPTIONS", "USER_ID"],
            administrator: true, run: bind),
        RESTMethod("placement.get", scope: ["placement"], administrator: true, run: get),
        RESTMethod(
            "placement.unbind", scope: ["placement"], parameters: ["PLACEMENT", "HANDLER", "USER_ID"], administrator: true, run: unbind),
        RESTMethod("placement.list", scope: ["placement"], parameters: ["SCOPE", "FULL"]) { _, _ in
            RESTReply(.array(known.sorted().map { .string($0) }))
        },
    ]

    /// Places the stand-in knows.
    static let known: Set<String> = [
        "DEFAULT", "CALL_CARD", "LEFT_MENU", "TELEPHONY_ANALYTICS_MENU", "CRM_ANALYTICS_MENU", "PAGE_BACKGROUND_WORKER", "REST_APP_URI",
        "CRM_LEAD_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_COMPANY_DETAIL_TAB", "CRM_LEAD_DETAIL_TOOLBAR",
        "CRM_DEAL_DETAIL_TOOLBAR", "CRM_CONTACT_DETAIL_TOOLBAR", "CRM_COMPANY_DETAIL_TOOLBAR", "CRM_LEAD_DETAIL_ACTIVITY",
        "CRM_DEAL_DETAIL_ACTIVITY", "CRM_CONTACT_DETAIL_ACTIVITY", "CRM_COMPANY_DETAIL_ACTIVITY", "CRM_LEAD_ACTIVITY_TIMELINE_MENU",
        "CRM_DEAL_ACTIVITY_TIMELINE_MENU", "CRM_CONTACT_ACTIVITY_TIMELINE_MENU", "CRM_COMPANY_ACTIVITY_TIMELINE_MENU",
    ]

    private static func bind(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let placement = ask["PLACEMENT"].text, !placement.isEmpty else { throw .argument("Argument 'PLACEMENT' is null or empty") }
        guard known.contains(placement) else { throw RESTFault(400, "ERROR_PLACEMENT_NOT_FOUND", "Placement not found") }
        guard let handler = ask["HANDLER"].text, !handler.isEmpty else { throw .argument("Argument 'HANDLER' is null or empty") }
        guard handler.hasPrefix("http://") || handler.hasPrefix("https://") else {
            throw RESTFault(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL")
        }
        if ask["USER_ID"].int ?? 0 > 0, placement != "PAGE_BACKGROUND_WORKER" {
            throw RESTFault(200, "ERROR_PLACEMENT_USER_MODE", "User mode is not available")
        }
        let isSingle = placement == "PAGE_BACKGROUND_WORKER" || placement == "REST_APP_URI"
        if isSingle, state.placements.contains(where: { $0.placement == placement }) {
            throw RESTFault(200, "ERROR_PLACEMENT_MAX_COUNT", "Placement max count")
        }
        guard placement != "PAGE_BACKGROUND_WORKER" || ask["OPTIONS"]["errorHandlerUrl"].text != nil else {
            throw RESTFault(200, "EMPTY_ERROR_HANDLER_URL", "Option errorHandlerUrl is required")
        }
        guard !state.placements.contains(where: { $0.placement == placement && $0.handler == handler }) else {
            throw RESTFault(400, "ERROR_CORE", "Unable to set placement handler: Handler already binded")
        }
        state.placements.append(
            PlacementBinding(
                placement: placement, handler: handler, title: title(ask, state), description: ask["DESCRIPTION"].text ?? "",
                options: ask["OPTIONS"] == .null ? [] : ask["OPTIONS"], languages: ask["LANG_ALL"] == .null ? [] : ask["LANG_ALL"],
                userID: ask["USER_ID"].int ?? 0))
        return RESTReply(true)
    }

    private static func title(_ ask: RESTAsk, _ state: PortalState) -> String {
        ask["LANG_ALL"][state.configuration.language]["TITLE"].text ?? ask["TITLE"].text ?? ""
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        RESTReply(
            .array(
                state.placements.map {
                    [
                        "placement": .string($0.placement), "userId": .int($0.userID), "handler": .string($0.handler), "options": $0.options,
                        "title": .string($0.title), "description": .string($0.description), "langAll": $0.languages,
                    ]
                }))
    }

    private static func unbind(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let placement = ask["PLACEMENT"].text, !placement.isEmpty else { throw .argument("Argument 'PLACEMENT' is null or empty") }
        let handler = ask["HANDLER"].text
        let count = state.placements.count
        state.placements.removeAll { $0.placement == placement && (handler == nil || handler == "" || $0.handler == handler) }
        return RESTReply(["count": .int((count - state.placements.count) * 2)])
    }
}
