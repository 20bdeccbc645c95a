import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Streams the part `file` of a multipart body to disk and keeps the small fields beside it.
struct UploadReader {
    private var parser: MultipartParser
    private let file: UploadFile
    private let limits: WebLimits
    private var name: String?
    private var field: [UInt8] = []
    private(set) var fields: [String: String] = [:]
    private(set) var fileBytes = 0
    private var files = 0

    private static let fileField = "file"

    /// - Throws: 415 when the request is no multipart form.
    init(_ request: Request, into file: UploadFile, limits: WebLimits) throws(Problem) {
        do {
            parser = MultipartParser(boundary: try MultipartBoundary.find(in: request.headers[.contentType] ?? ""))
        } catch {
            throw Problem(.unsupportedMediaType, error.description)
        }
        self.file = file
        self.limits = limits
    }

    /// - Throws: 413, 400 (malformed), 422 (no file).
    mutating func read(_ request: Request) async throws {
        try request.refuseDeclared(over: limits.uploadBytesMax)
        var total = 0
        for try await chunk in request.body {
            total += chunk.readableBytes
            guard total <= limits.uploadBytesMax else { throw Problem.tooLarge(limits.uploadBytesMax) }
            for event in try parsed({ parser throws(MultipartProblem) in try parser.feed(chunk.readableBytesView) }) { try take(event) }
        }
        try parsed { parser throws(MultipartProblem) in try parser.finish() }
        guard files == 1, fileBytes > 0 else { throw Problem.invalid(Self.fileField, "send exactly one part named \"file\" with a recording in it") }
    }

    private mutating func parsed<T>(_ body: (inout MultipartParser) throws(MultipartProblem) -> T) throws(Problem) -> T {
        do {
            return try body(&parser)
        } catch {
            var problem = Problem(.badRequest, error.description)
            problem.givesUpConnection = true
            throw problem
        }
    }

    private mutating func take(_ event: MultipartParser.Event) throws(Problem) {
        switch event {
        case .partBegan(let head):
            name = head.name
            field = []
            if head.name == Self.fileField { files += 1 }
        case .bytes(let bytes):
            if name == Self.fileField {
                guard files == 1 else { throw .invalid(Self.fileField, "send one file at a time") }
                try file.append(bytes)
                fileBytes += bytes.count
            } else {
                field += bytes
                guard field.count <= limits.uploadFieldBytesMax else {
                    throw Problem(.unprocessableContent, "a field beside the file is larger than \(limits.uploadFieldBytesMax) bytes")
                }
            }
        case .partEnded:
            if let name, name != Self.fileField { fields[name] = String(decoding: field, as: UTF8.self) }
            name = nil
        }
    }
}
