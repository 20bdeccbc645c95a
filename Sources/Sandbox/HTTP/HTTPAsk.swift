/// One request as the stand-ins see it: whole, in memory.
package struct HTTPAsk: Sendable {
    /// GET, POST, HEAD...
    package let method: String
    /// Path without the query, still percent-encoded.
    package let path: String
    /// Query without the question mark; "" when there is none.
    package let query: String
    /// Header values by lower-case name; repeated ones joined by ", ".
    package let headers: [String: String]
    package let body: [UInt8]

    package init(method: String, path: String, query: String = "", headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Body without regard to what it claims to be.
    var bodyText: String { String(decoding: body, as: UTF8.self) }

    var isJSON: Bool { headers["content-type"]?.lowercased().hasPrefix("application/json") == true }
}
