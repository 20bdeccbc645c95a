/// Which permission a method needs (api-reference/scopes/permissions.md), to name it when it is missing.
enum MethodScope {
    private static let byPrefix: [String: String] = [
        "crm": "crm", "telephony": "telephony", "voximplant": "telephony", "tasks": "task", "task": "task", "im": "im", "imbot": "imbot",
        "user": "user", "department": "department", "timeman": "timeman", "disk": "disk", "placement": "placement", "bizproc": "bizproc",
        "ai": "ai_admin", "pull": "pull", "userfieldconfig": "userfieldconfig", "imopenlines": "imopenlines", "humanresources": "humanresources",
        "call": "call",
    ]

    /// The permission, nil for a method that needs none or is not known.
    static func scope(of method: String) -> String? {
        byPrefix[String(method.prefix { $0 != "." }).lowercased()]
    }
}
