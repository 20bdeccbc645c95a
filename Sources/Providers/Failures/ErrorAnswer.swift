import Foundation

/// An answer that says no, in any of the shapes OpenAI-compatible servers use: `{"error":{message,type,code}}` (OpenAI),
/// `{"error":"text"}` (whisper.cpp), `{"detail":...}` (FastAPI), a page of HTML from something in between, or nothing.
/// Its texts are only searched for known marks, since they may repeat a key or what was sent.
package struct ErrorAnswer: Sendable {
    /// Most that is read of such an answer, in bytes.
    package static let maximumBytes = 65_536
    /// Longest code that is passed on, in bytes.
    static let maximumCodeBytes = 48

    private let status: Int
    private let retryAfter: Duration?
    private let marks: Marks

    /// `status` is the HTTP status, or what stands in for it when an error came inside a good answer.
    package init(status: Int, retryAfter: Duration? = nil, body: [UInt8]) {
        self.status = status
        self.retryAfter = retryAfter
        marks = Marks(body)
    }

    /// The error's code if it looks like a word, else nil.
    package var code: String? {
        marks.code.flatMap { Self.isWord($0) ? $0 : nil }
    }

    /// The failure this answer means.
    package var kind: FailureKind {
        if marks.hasAny(of: ["insufficient_quota", "billing_hard_limit_reached"]) { return .quota }
        switch status {
        case 401, 407: return .unauthorised
        case 402: return .quota
        case 403: return forbidden
        case 404: return .notFound
        case 408: return .timeout
        case 413: return .tooLarge
        case 429: return .rateLimited(retryAfter: retryAfter)
        case 400 where marks.hasAny(of: ["context_length_exceeded"]): return .tooLarge
        case 409, 425: return .unavailable
        case 400..<500: return .badRequest
        case 300..<400: return .unreadableAnswer
        default: return .unavailable
        }
    }

    /// Official 403 is about the country; compatible servers say 403 to a wrong key, and then say so readably.
    private var forbidden: FailureKind {
        let isAboutPlace = marks.hasAny(of: ["unsupported_country_region_territory", "country", "region", "territory"])
        return isAboutPlace || !marks.isReadable ? .regionBlocked : .unauthorised
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= maximumCodeBytes && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
    }
}

/// What an error answer is searched by.
private struct Marks: Sendable {
    var code: String?
    var isReadable = false
    private var texts: [String] = []

    init(_ body: [UInt8]) {
        guard let parsed = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else { return }
        isReadable = true
        read(parsed["error"] ?? parsed["detail"] ?? parsed)
    }

    func hasAny(of words: [String]) -> Bool {
        texts.contains { text in words.contains { text.contains($0) } }
    }

    private mutating func read(_ value: Any) {
        if let text = value as? String { return texts.append(text.lowercased()) }
        guard let fields = value as? [String: Any] else { return }
        code = fields["code"] as? String ?? fields["type"] as? String
        for key in ["code", "type", "message", "detail"] {
            if let text = fields[key] as? String { texts.append(text.lowercased()) }
        }
    }
}
