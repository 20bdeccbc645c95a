/// What the portal says of itself (`common/system/*.md`).
enum SystemMethods {
    static let all: [RESTMethod] = [
        RESTMethod("server.time", scope: []) { state, _ in RESTReply(.string(state.time.text(state.now))) },
        RESTMethod("scope", scope: [], parameters: ["full"]) { state, _ in
            RESTReply(.array(state.configuration.scopes.map { .string($0) }))
        },
        RESTMethod("method.get", scope: [], parameters: ["name"], run: method),
        RESTMethod("feature.get", scope: [], parameters: ["CODE"], run: feature),
    ]

    private static func method(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let method = RESTMethod.table[(ask["name"].text ?? "").lowercased()]
        let isAvailable = method.map { $0.scopes.isEmpty || !$0.scopes.isDisjoint(with: state.configuration.scopes) } ?? false
        return RESTReply(["isExisting": .bool(method != nil), "isAvailable": .bool(isAvailable)])
    }

    private static func feature(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let code = ask["CODE"].text, !code.isEmpty else { throw RESTFault(400, "CODE_EMPTY", "CODE can't be empty") }
        guard ["rest_offline_extended", "rest_auth_connector"].contains(code) else {
            state.complain("feature.get: unknown CODE \(code)")
            return RESTReply(["value": "N"])
        }
        // The stand-in plays a tariff without the offline queue.
        return RESTReply(["value": "N"])
    }
}
