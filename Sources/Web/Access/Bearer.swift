import HTTPTypes
import Hummingbird

/// The bearer of a request (RFC 6750, 2.1).
enum Bearer {
    /// The longest bearer looked at, in bytes.
    static let bytesMax = 1024

    static func token(in request: Request) -> String? {
        guard let value = request.headers[.authorization] else { return nil }
        return token(value)
    }

    /// - Returns: an empty text when the field is there but holds no bearer, so that it counts as a wrong one.
    static func token(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= bytesMax else { return "" }
        return String(parts[1].drop { $0 == " " })
    }
}
