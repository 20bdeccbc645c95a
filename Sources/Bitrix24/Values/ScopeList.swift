/// Permissions as the portal writes them: a comma-separated text, or a list (api-reference/scopes/permissions.md).
enum ScopeList {
    /// The names in it, in lower case.
    static func parse(_ value: JSONValue) -> Set<String> {
        let names = value.text.map { $0.split(separator: ",").map(String.init) } ?? value.list.compactMap(\.text)
        return Set(names.map { $0.filter { !$0.isWhitespace }.lowercased() }.filter { !$0.isEmpty })
    }
}
