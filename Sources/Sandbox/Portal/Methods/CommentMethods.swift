/// Comments in an item's timeline (`timeline/comments/crm-timeline-comment-*.md`).
enum CommentMethods {
    static let all: [RESTMethod] = [
        RESTMethod("crm.timeline.comment.add", scope: ["crm"], parameters: ["fields"], run: add),
        RESTMethod("crm.timeline.comment.get", scope: ["crm"], parameters: ["id"], run: get),
        RESTMethod("crm.timeline.comment.list", scope: ["crm"], parameters: ["select", "filter", "order", "start"], run: list),
    ]

    private static func owner(_ fields: JSON) throws(RESTFault) -> CRMLink {
        guard let id = fields["ENTITY_ID"].int, let type = fields["ENTITY_TYPE"].text else {
            throw RESTFault(400, "100", "Required fields are not provided")
        }
        guard let type = CRMType.allCases.first(where: { $0.path == type.lowercased() }) else {
            throw RESTFault(400, "OWNER_NOT_FOUND", "Owner of the item not found")
        }
        return CRMLink(type, id)
    }

    private static func add(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let fields = ask["fields"].members else { throw RESTFault(400, "100", "Required fields are not provided") }
        for key in fields.keys where !["ENTITY_ID", "ENTITY_TYPE", "COMMENT", "FILES"].contains(key) {
            state.complain("crm.timeline.comment.add: unknown field \(key)")
        }
        let owner = try owner(ask["fields"])
        guard state.item(owner) != nil else { throw RESTFault(400, "OWNER_NOT_FOUND", "Owner of the item not found") }
        guard let text = fields["COMMENT"]?.text, !text.isEmpty else { throw RESTFault(400, "INVALID_ARG_VALUE", "Empty comment message") }
        let id = state.nextID("comment", from: 999)
        state.comments[id] = TimelineComment(id: id, owner: owner, text: text, authorID: ask.userID, created: state.now)
        state.queue("ONCRMTIMELINECOMMENTADD", ["FIELDS": ["ID": .string(String(id))]], actor: ask.userID)
        return RESTReply(.int(id))
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let id = try ask.identifier("id", else: RESTFault(400, "", "ID is not defined or invalid."))
        guard let comment = state.comments[id] else { throw RESTFault(400, "", "Not found.") }
        return RESTReply(.object(row(comment, state)))
    }

    private static func list(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let owner = try owner(ask["filter"])
        let names: Set<String> = ["ID", "CREATED", "AUTHOR_ID", "ENTITY_ID", "ENTITY_TYPE"]
        let filter = try ListFilter(ask["filter"], time: state.time, isField: names.contains) { .argument("Invalid filter field \($0)") }
        let rows = state.comments.values.filter { $0.owner == owner }.sorted { $0.id < $1.id }.map { row($0, state) }
        let ordered = try ListPage.sorted(rows.filter(filter.matches), order: ask["order"], time: state.time, isField: names.contains) { field, _ in
            .argument("Invalid order field \(field)")
        }
        let page = ListPage.cut(ordered.map { .object(ListPage.selected($0, ask["select"])) }, start: ask["start"])
        return RESTReply(.array(page.rows), total: page.total, next: page.next)
    }

    private static func row(_ comment: TimelineComment, _ state: PortalState) -> JSONObject {
        [
            "ID": .string(String(comment.id)), "ENTITY_ID": .string(String(comment.owner.id)), "ENTITY_TYPE": .string(comment.owner.type.path),
            "CREATED": .string(state.time.text(comment.created)), "COMMENT": .string(comment.text),
            "AUTHOR_ID": .string(String(comment.authorID)), "FILES": [],
        ]
    }
}
