import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers in JSON: stable order of keys, dates as ISO 8601 in UTC, never cached.
enum JSONAnswer {
    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json") -> Response {
        guard let data = encoded(value) else { return Response(status: .internalServerError) }
        return bytes(ByteBuffer(bytes: data), status: status, type: type)
    }

    static func encoded(_ value: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try? encoder.encode(value)
    }

    static func bytes(_ bytes: ByteBuffer, status: HTTPResponse.Status, type: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"], body: ResponseBody(byteBuffer: bytes))
    }
}
