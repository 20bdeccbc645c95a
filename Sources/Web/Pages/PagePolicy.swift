/// What a page may load and who may frame it. Source: CSP Level 3.
struct PagePolicy: Sendable {
    /// Marks our own scripts and styles.
    let nonce: String
    /// Origins that may show the page in a frame; `nil` = any (a page that holds nothing).
    var frameAncestors: [String]?
    /// Host of the one foreign script, if the page has it.
    var libraryHost: String?

    var header: String {
        var rules = [
            "default-src 'none'", "script-src 'nonce-\(nonce)'" + (libraryHost.map { " \($0)" } ?? ""), "style-src 'nonce-\(nonce)'", "connect-src 'self'",
            "media-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'none'",
        ]
        if let frameAncestors { rules.append("frame-ancestors " + (frameAncestors.isEmpty ? "'none'" : frameAncestors.joined(separator: " "))) }
        return rules.joined(separator: "; ")
    }
}
