/// The application itself and its options (`common/system/app-info.md`, `common/settings/app-option-*.md`).
enum ApplicationMethods {
    static let all: [RESTMethod] = [
        RESTMethod("app.info", scope: [], run: info),
        RESTMethod("app.option.get", scope: [], parameters: ["option"], run: option),
        RESTMethod("app.option.set", scope: [], parameters: ["options"], run: setOptions),
    ]

    private static func info(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let tariff = state.configuration.tariff
        return RESTReply([
            "ID": 5, "CODE": .string(state.configuration.clientID), "VERSION": 1, "STATUS": "L", "INSTALLED": .bool(state.isInstalled),
            "PAYMENT_EXPIRED": "N", "DAYS": .null, "LANGUAGE_ID": .string(state.configuration.language),
            "LICENSE": .string("\(state.configuration.language)_\(tariff)"), "LICENSE_TYPE": .string(tariff),
            "LICENSE_FAMILY": .string(tariff.filter(\.isLetter)),
        ])
    }

    private static func option(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let name = ask["option"].text, !name.isEmpty else { return RESTReply(.object(state.options)) }
        return RESTReply(state.options[name] ?? .null)
    }

    private static func setOptions(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let options = ask["options"].members, !options.isEmpty else { throw RESTFault(400, "ArgumentNullException", "options is empty") }
        guard state.user(ask.userID)?.isAdministrator == true else {
            throw RESTFault(400, "AccessException", "Administrator authorization required")
        }
        for (name, value) in options { state.options[name] = value }
        return RESTReply(true)
    }
}
