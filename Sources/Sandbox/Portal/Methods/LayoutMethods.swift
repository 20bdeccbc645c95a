/// Content blocks of an application inside a call's card (`activities/layout-blocks/*.md`).
enum LayoutMethods {
    private static let parameters: Set<String> = ["entityTypeId", "entityId", "activityId"]

    static let all: [RESTMethod] = [
        RESTMethod("crm.activity.layout.blocks.set", scope: ["crm"], parameters: parameters.union(["layout"]), run: set),
        RESTMethod("crm.activity.layout.blocks.get", scope: ["crm"], parameters: parameters, run: get),
        RESTMethod("crm.activity.layout.blocks.delete", scope: ["crm"], parameters: parameters, run: delete),
    ]

    private static func activity(_ ask: RESTAsk, _ state: PortalState) throws(RESTFault) -> CallActivity {
        let type = try ask.identifier("entityTypeId", else: .missing("entityTypeId"))
        let owner = try ask.identifier("entityId", else: .missing("entityId"))
        let id = try ask.identifier("activityId", else: .missing("activityId"))
        guard let type = CRMType(rawValue: type), state.item(CRMLink(type, owner)) != nil else {
            throw RESTFault(400, "OWNER_NOT_FOUND", "Owner not found")
        }
        guard let activity = state.activities[id], activity.bindings.contains(CRMLink(type, owner)) else {
            throw .notFound("Activity not found")
        }
        return activity
    }

    private static func set(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let activity = try activity(ask, state)
        guard case .object(let layout) = ask["layout"] else { throw .missing("layout") }
        for key in layout.keys where key != "blocks" { throw .argument("Unknown field '\(key)' in layout") }
        guard let blocks = layout["blocks"], !blocks.isEmpty else {
            throw RESTFault(400, "FIELD_IS_REQUIRED", "Field 'blocks' must be filled")
        }
        try LayoutCheck.check(blocks)
        state.activities[activity.id]?.layouts[state.configuration.clientID] = ask["layout"]
        return RESTReply(["success": true])
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let activity = try activity(ask, state)
        guard let layout = activity.layouts[state.configuration.clientID] else { return RESTReply(["layout": .null]) }
        return RESTReply(["layout": layout])
    }

    private static func delete(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let activity = try activity(ask, state)
        state.activities[activity.id]?.layouts[state.configuration.clientID] = nil
        return RESTReply(["success": true])
    }
}
