/// One answer as the stand-ins give it, or the order to cut the connection instead.
package struct HTTPAnswer: Sendable {
    package var status: Int
    /// Header values by lower-case name.
    package var headers: [String: String]
    package var body: [UInt8]
    /// The connection is closed without an answer.
    package var isCut = false

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    static func json(_ value: JSON, status: Int = 200, headers: [String: String] = [:]) -> HTTPAnswer {
        HTTPAnswer(
            status: status, headers: headers.merging(["content-type": "application/json; charset=utf-8"]) { own, _ in own }, body: value.encoded())
    }

    static func html(_ page: String, status: Int = 200) -> HTTPAnswer {
        HTTPAnswer(status: status, headers: ["content-type": "text/html; charset=utf-8", "cache-control": "no-store"], body: Array(page.utf8))
    }

    static func redirect(to location: String) -> HTTPAnswer {
        HTTPAnswer(status: 303, headers: ["location": location])
    }

    /// The connection closes and the client never learns what happened.
    static var cut: HTTPAnswer {
        var answer = HTTPAnswer(status: 0)
        answer.isCut = true
        return answer
    }

    /// Whole bytes, or the one byte range the request names (RFC 9110, section 14).
    static func file(_ bytes: [UInt8], contentType: String, name: String, range: String?) -> HTTPAnswer {
        var headers = [
            "content-type": contentType, "accept-ranges": "bytes",
            "content-disposition": "inline; filename*=UTF-8''\(FormCoding.percentEncoded(name))",
        ]
        guard let range else { return HTTPAnswer(status: 200, headers: headers, body: bytes) }
        guard let wanted = byteRange(range, count: bytes.count) else {
            return HTTPAnswer(status: 416, headers: ["content-range": "bytes */\(bytes.count)"])
        }
        headers["content-range"] = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(bytes.count)"
        return HTTPAnswer(status: 206, headers: headers, body: Array(bytes[wanted]))
    }

    private static func byteRange(_ header: String, count: Int) -> Range<Int>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let bounds = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, count > 0 else { return nil }
        if bounds[0].isEmpty {
            guard let suffix = Int(bounds[1]), suffix > 0 else { return nil }
            return max(0, count - suffix)..<count
        }
        guard let first = Int(bounds[0]), first >= 0, first < count else { return nil }
        guard !bounds[1].isEmpty else { return first..<count }
        guard let last = Int(bounds[1]), last >= first else { return nil }
        return first..<min(last + 1, count)
    }
}
