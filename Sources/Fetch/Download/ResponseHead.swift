/// The lines of an answer's head that a download looks at. A core, fed line by line as libcurl hands them out.
struct ResponseHead: Sendable, Equatable {
    /// Bytes of all lines together, of all interim answers too.
    static let maxBytes = 65_536

    private(set) var status = 0
    private(set) var contentLength: Int?
    private(set) var contentRange: ContentRange?
    private(set) var entityTag: String?
    private(set) var lastModified: String?
    private(set) var location: String?
    private(set) var retryAfter: Int?
    private(set) var isComplete = false
    private var bytes = 0

    /// - Returns: false when the head is too large.
    mutating func handle(line: [UInt8]) -> Bool {
        bytes += line.count
        guard bytes <= Self.maxBytes else { return false }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            let size = bytes
            self = ResponseHead()
            bytes = size
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
        } else if line.allSatisfy({ $0 == 13 || $0 == 10 }) {
            // Interim answers (100, 103) are followed by the real one.
            isComplete = status >= 200
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
            take(name: text[..<colon].lowercased(), value: String(value))
        }
        return true
    }

    private mutating func take(name: String, value: String) {
        switch name {
        case "content-length": contentLength = Int(value).flatMap { $0 >= 0 ? $0 : nil }
        case "content-range": contentRange = ContentRange(value)
        case "etag": entityTag = value
        case "last-modified": lastModified = value
        case "location": location = value
        case "retry-after": retryAfter = Int(value).flatMap { (0...86_400).contains($0) ? $0 : nil }
        default: break
        }
    }
}
