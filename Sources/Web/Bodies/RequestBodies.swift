import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Request {
    /// The whole body, if it is within the cap; a longer one is refused as soon as that is known.
    func bytes(atMost max: Int) async throws -> [UInt8] {
        try refuseDeclared(over: max)
        var collected: [UInt8] = []
        for try await chunk in body {
            guard collected.count + chunk.readableBytes <= max else { throw Problem.tooLarge(max) }
            collected.append(contentsOf: chunk.readableBytesView)
        }
        return collected
    }

    /// A body whose declared length is over the cap is not read at all.
    func refuseDeclared(over max: Int) throws(Problem) {
        if let text = headers[.contentLength], let declared = Int(text), declared > max { throw Problem.tooLarge(max) }
    }

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        guard let value = headers[.contentType] else { return nil }
        let type = value.prefix { $0 != ";" }.lowercased()
        return type.filter { !$0.isWhitespace }
    }

    /// A form as the portal posts it.
    func form(atMost max: Int) async throws -> [UInt8] {
        try refuseDeclared(over: max)
        let body = try await bytes(atMost: max)
        guard mediaType == "application/x-www-form-urlencoded" else {
            throw Problem(.badRequest, "the body is no form: send application/x-www-form-urlencoded")
        }
        return body
    }

    /// A JSON body.
    func json(atMost max: Int) async throws -> [UInt8] {
        guard let mediaType, mediaType == "application/json" || mediaType.hasSuffix("+json") else {
            throw Problem(.unsupportedMediaType, "send JSON with Content-Type: application/json")
        }
        return try await bytes(atMost: max)
    }

    /// A value of the query, if it is there and not empty.
    func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].flatMap { $0.isEmpty ? nil : String($0) }
    }
}
