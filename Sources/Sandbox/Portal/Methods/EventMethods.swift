/// Handlers of events (`events/event-bind.md`, `event-get.md`, `event-unbind.md`, `events.md`).
enum EventMethods {
    static let all: [RESTMethod] = [
        RESTMethod(
            "event.bind", scope: [], parameters: ["event", "handler", "auth_type", "event_type", "auth_connector", "options"], run: bind),
        RESTMethod("event.get", scope: [], run: get),
        RESTMethod("event.unbind", scope: [], parameters: ["event", "handler", "auth_type", "event_type"], run: unbind),
        RESTMethod("events", scope: [], parameters: ["SCOPE", "FULL"]) { state, _ in
            RESTReply(.array(known(state).sorted().map { .string($0) }))
        },
    ]

    private static let system: [String] = [
        "ONAPPUNINSTALL", "ONAPPINSTALL", "ONAPPUPDATE", "ONAPPPAYMENT", "ONAPPTEST", "ONAPPMETHODCONFIRM", "ONOFFLINEEVENT", "ONUSERADD",
    ]

    /// Event names by the scope that opens them.
    private static let scoped: [String: [String]] = [
        "crm": [
            "ONCRMLEADADD", "ONCRMLEADUPDATE", "ONCRMLEADDELETE", "ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONCRMCONTACTADD",
            "ONCRMCONTACTUPDATE", "ONCRMCONTACTDELETE", "ONCRMCOMPANYADD", "ONCRMCOMPANYUPDATE", "ONCRMCOMPANYDELETE", "ONCRMACTIVITYADD",
            "ONCRMACTIVITYUPDATE", "ONCRMACTIVITYDELETE", "ONCRMTIMELINECOMMENTADD", "ONCRMTIMELINECOMMENTUPDATE", "ONCRMTIMELINECOMMENTDELETE",
            "ONCRMTIMELINEITEMACTION",
        ],
        "telephony": [
            "ONVOXIMPLANTCALLINIT", "ONVOXIMPLANTCALLSTART", "ONVOXIMPLANTCALLEND", "ONEXTERNALCALLSTART", "ONEXTERNALCALLBACKSTART",
        ],
        "task": ["ONTASKADD", "ONTASKUPDATE", "ONTASKDELETE", "ONTASKCOMMENTADD", "ONTASKCOMMENTUPDATE", "ONTASKCOMMENTDELETE"],
    ]

    private static func known(_ state: PortalState) -> Set<String> {
        Set(system + state.configuration.scopes.flatMap { scoped[$0] ?? [] })
    }

    private static func isAdministrator(_ state: PortalState, _ ask: RESTAsk) -> Bool { state.user(ask.userID)?.isAdministrator == true }

    private static func bind(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let event = ask["event"].text?.uppercased(), known(state).contains(event) else {
            throw RESTFault(400, "ERROR_EVENT_NOT_FOUND", "Event not found")
        }
        let isOffline = ask["event_type"].text == "offline"
        guard !isOffline || isAdministrator(state, ask) else {
            throw .accessDenied("Access denied! Offline events binding requires administrator access rights")
        }
        let handler = ask["handler"].text ?? ""
        guard isOffline || handler.hasPrefix("http://") || handler.hasPrefix("https://") else {
            throw .argument("Argument 'HANDLER' is null or empty")
        }
        let authType = ask["auth_type"].int ?? 0
        guard authType == 0 || authType == ask.userID || isAdministrator(state, ask) else {
            throw .accessDenied("Access denied! Event binding with AUTH_TYPE requires administrator access rights")
        }
        guard !state.eventBindings.contains(where: { $0.event == event && $0.handler == handler && $0.isOffline == isOffline }) else {
            throw RESTFault(400, "ERROR_CORE", "Unable to set event handler: Handler already binded")
        }
        state.eventBindings.append(
            EventBinding(
                id: state.nextID("binding", from: 1057), event: event, handler: handler, authType: authType, isOffline: isOffline))
        return RESTReply(true)
    }

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let own = state.eventBindings.filter { isAdministrator(state, ask) || $0.authType == ask.userID }
        return RESTReply(
            .array(
                own.map {
                    [
                        "event": .string($0.event), "handler": .string($0.handler), "auth_type": .string(String($0.authType)),
                        "offline": $0.isOffline ? 1 : 0,
                    ]
                }))
    }

    private static func unbind(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let isOffline = ask["event_type"].text == "offline"
        guard !isOffline || isAdministrator(state, ask) else {
            throw .accessDenied("Access denied! Offline events unbinding requires administrator access rights")
        }
        let count = state.eventBindings.count
        state.eventBindings.removeAll { binding in
            binding.isOffline == isOffline
                && (ask["event"].text.map { $0.uppercased() == binding.event } ?? true)
                && (ask["handler"].text.map { $0 == binding.handler } ?? true)
                && (ask["auth_type"].int.map { $0 == binding.authType } ?? true)
        }
        return RESTReply(["count": .int(count - state.eventBindings.count)])
    }
}
