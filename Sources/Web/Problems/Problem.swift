import Foundation
import HTTPTypes
import Hummingbird

/// An answer that is an error: RFC 9457 problem JSON, with a detail that says what to do. It never holds what was sent.
struct Problem: Error, Sendable, Equatable {
    let status: HTTPResponse.Status
    let detail: String
    /// The field of the body, the query or the header that cannot be taken.
    var field: String?
    /// In seconds.
    var retryAfter: Int?
    var allow: [String] = []
    /// The sender may still be sending: the connection is given up.
    var givesUpConnection = false

    init(_ status: HTTPResponse.Status, _ detail: String, field: String? = nil, retryAfter: Int? = nil) {
        self.status = status
        self.detail = detail
        self.field = field
        self.retryAfter = retryAfter
    }

    /// Source: RFC 9457, section 3.1; "about:blank" says that the title is the status's own.
    private struct Document: Encodable {
        let type = "about:blank"
        let title: String
        let status: Int
        let detail: String
        let field: String?

        private enum CodingKeys: String, CodingKey { case type, title, status, detail, field }
    }

    /// RFC 9457, section 6.1.
    static let mediaType = "application/problem+json"

    /// The document in bytes, for where there is no request to answer yet.
    var document: [UInt8] { JSONAnswer.encoded(body).map(Array.init) ?? [] }

    private var body: Document { Document(title: status.reasonPhrase, status: status.code, detail: detail, field: field) }

    var response: Response {
        var response = JSONAnswer.response(body, status: status, type: Self.mediaType)
        if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
        if !allow.isEmpty { response.headers[.allow] = allow.joined(separator: ", ") }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        if givesUpConnection { response.headers[.connection] = "close" }
        return response
    }
}
