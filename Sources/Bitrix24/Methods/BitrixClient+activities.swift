import Foundation

extension BitrixClient {
    /// One activity: `crm.activity.get` (api-reference/crm/timeline/activities/activity-base/crm-activity-get.md).
    /// - Returns: nil when there is none with this id.
    public func activity(id: Int, priority: Priority = .normal) async throws(BitrixError) -> JSONValue? {
        try await find("crm.activity.get", ["id": JSONValue(id)], priority: priority)?.nonEmpty
    }

    /// A page of activities: `crm.activity.list` (api-reference/crm/timeline/activities/activity-base/crm-activity-list.md).
    /// - Parameters:
    ///   - filter: fields in upper case with a comparison before the name.
    ///   - select: names of fields; `COMMUNICATIONS` and `FILES` come only when named.
    ///   - order: fields with `asc` or `desc`.
    ///   - start: where the page begins, a multiple of 50; -1 is the first page without counting.
    public func activities(
        filter: JSONValue, select: [String] = ["*"], order: JSONValue = ["ID": "ASC"], start: Int = 0, priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        try await call(
            "crm.activity.list", ["filter": filter, "select": JSONValue(select), "order": order, "start": JSONValue(start)], priority: priority
        ).result.list
    }

    /// Shows blocks inside an activity's own card, in place of those the app has shown there before: `crm.activity.layout.blocks.set`
    /// (api-reference/crm/timeline/activities/layout-blocks/crm-activity-layout-blocks-set.md).
    /// - Parameters:
    ///   - entity: kind of the object that the activity belongs to.
    ///   - entityID: its id.
    ///   - activityID: the activity; not one that another app made up of blocks itself.
    ///   - blocks: 1 to 20 blocks in a map keyed by names of one's own.
    /// - Throws: `BLOCKS_NOT_SET` when the portal answers that it did nothing.
    public func setLayoutBlocks(
        _ entity: CRMEntity, entityID: Int, activityID: Int, blocks: JSONValue, priority: Priority = .normal
    ) async throws(BitrixError) {
        var parameters = layoutParameters(entity, entityID, activityID)
        parameters["layout"] = ["blocks": blocks]
        let answer = try await call("crm.activity.layout.blocks.set", .object(parameters), priority: priority)
        guard answer.result["success"].flag || answer.result.flag else {
            throw BitrixError("BLOCKS_NOT_SET", execution: .refused)
        }
    }

    /// The blocks that the app has shown in an activity's card: `crm.activity.layout.blocks.get`
    /// (api-reference/crm/timeline/activities/layout-blocks/crm-activity-layout-blocks-get.md).
    /// - Returns: a map of blocks, nil when there are none.
    public func layoutBlocks(
        _ entity: CRMEntity, entityID: Int, activityID: Int, priority: Priority = .normal
    ) async throws(BitrixError) -> JSONValue? {
        let parameters = JSONValue.object(layoutParameters(entity, entityID, activityID))
        return try await find("crm.activity.layout.blocks.get", parameters, priority: priority)?["layout"]["blocks"].nonEmpty
    }

    /// Takes the app's blocks out of an activity's card: `crm.activity.layout.blocks.delete`
    /// (api-reference/crm/timeline/activities/layout-blocks/crm-activity-layout-blocks-delete.md).
    public func deleteLayoutBlocks(
        _ entity: CRMEntity, entityID: Int, activityID: Int, priority: Priority = .normal
    ) async throws(BitrixError) {
        _ = try await call(
            "crm.activity.layout.blocks.delete", .object(layoutParameters(entity, entityID, activityID)), priority: priority)
    }

    /// Writes a comment into the timeline of a CRM object: `crm.timeline.comment.add`
    /// (api-reference/crm/timeline/comments/crm-timeline-comment-add.md). Not repeatable: put a marker into the text.
    /// - Parameter text: BB code is understood.
    /// - Returns: the comment's id.
    public func addTimelineComment(
        _ entity: CRMEntity, entityID: Int, text: String, priority: Priority = .normal
    ) async throws(BitrixError) -> Int {
        let fields: JSONValue = [
            "ENTITY_ID": JSONValue(entityID), "ENTITY_TYPE": .string(entity.typeName.lowercased()), "COMMENT": .string(text),
        ]
        return try identifier(try await call("crm.timeline.comment.add", ["fields": fields], priority: priority).result)
    }

    /// The newest 50 comments in the timeline of a CRM object: `crm.timeline.comment.list`
    /// (api-reference/crm/timeline/comments/crm-timeline-comment-list.md).
    public func timelineComments(
        _ entity: CRMEntity, entityID: Int, start: Int = 0, priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        let filter: JSONValue = ["ENTITY_ID": JSONValue(entityID), "ENTITY_TYPE": .string(entity.typeName.lowercased())]
        return try await call(
            "crm.timeline.comment.list",
            ["filter": filter, "select": ["ID", "CREATED", "AUTHOR_ID", "COMMENT"], "order": ["ID": "DESC"], "start": JSONValue(start)],
            priority: priority
        ).result.list
    }

    private func layoutParameters(_ entity: CRMEntity, _ entityID: Int, _ activityID: Int) -> [String: JSONValue] {
        ["entityTypeId": JSONValue(entity.rawValue), "entityId": JSONValue(entityID), "activityId": JSONValue(activityID)]
    }
}

extension BitrixClient {
    /// The address of a file as `FILES` of an activity names it, ready to be fetched. It ends in an empty `auth=` that the caller fills in
    /// (api-reference/crm/timeline/activities/activity-base/crm-activity-get.md); without the token the portal answers with its login page.
    /// Never log it.
    /// - Returns: the address as it is when it names another host than the portal's own: no token goes there.
    public func fileAddress(_ url: String) async throws(BitrixError) -> String {
        let tokens = try await refresher.current()
        guard let portal = Origin(tokens.clientEndpoint) else { return url }
        let isRelative = url.hasPrefix("/") && !url.hasPrefix("//")
        guard isRelative || Origin(url)?.host == portal.host, var parts = URLComponents(string: url) else { return url }
        // The portal may name itself with http; the token only goes where its REST interface is.
        let target = URLComponents(string: portal.text)
        (parts.scheme, parts.host, parts.port) = (target?.scheme, target?.host, target?.port)
        guard let whole = parts.string else { return url }
        guard whole.hasSuffix("?auth=") || whole.hasSuffix("&auth=") else { return whole }
        return whole + PHPQuery.escape(tokens.accessToken.reveal())
    }
}
