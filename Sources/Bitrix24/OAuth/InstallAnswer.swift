import Foundation

/// Reads what `app.info` of the authorisation server answers. Sources show the facts about the installation nested under `install` or
/// beside the rest, names in either case, and the end of the token as an ISO text or as unix seconds: all are taken.
struct InstallAnswer {
    let rules: AddressRules

    func read(_ answer: JSONValue, from server: Origin) throws(BitrixError) -> VerifiedInstall {
        let install = answer.member(ignoringCase: "install")
        func field(_ name: String) -> JSONValue {
            let nested = install.member(ignoringCase: name)
            return nested.isNull ? answer.member(ignoringCase: name) : nested
        }
        guard let clientID = answer.member(ignoringCase: "client_id").text ?? install.member(ignoringCase: "client_id").text,
            let memberID = field("member_id").text, let endpoint = field("client_endpoint").text
        else {
            throw BitrixError(BitrixErrorCode.unreadableAnswer, execution: .notExecuted)
        }
        let clientEndpoint = try rules.portalEndpoint(endpoint)
        let granted = ScopeList.parse(answer.member(ignoringCase: "scope"))
        return VerifiedInstall(
            clientID: clientID, memberID: memberID,
            domain: field("domain").text?.lowercased() ?? Origin(clientEndpoint)?.host ?? "",
            clientEndpoint: clientEndpoint, serverEndpoint: server.text + "/rest/",
            userID: field("user_id").int, scope: granted.isEmpty ? ScopeList.parse(install.member(ignoringCase: "scope")) : granted,
            installed: field("installed").flag, expiresAt: Self.date(field("expires")), status: field("status").text)
    }

    /// A date given as unix seconds or as an ISO 8601 text.
    static func date(_ value: JSONValue) -> Date? {
        if let seconds = value.int { return Date(timeIntervalSince1970: Double(seconds)) }
        guard let text = value.text else { return nil }
        return try? Date(text, strategy: .iso8601)
    }
}
