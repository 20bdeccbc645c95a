import Foundation

/// A multipart/form-data body (RFC 7578), taken apart strictly: a boundary that does not fit, a part without a name or an unfinished body is an error.
struct UploadForm: Sendable {
    struct Part: Sendable {
        let name: String
        let fileName: String?
        let contentType: String?
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let parts: [Part]

    /// Parts of one form, and bytes of one part's headers.
    static let partsMax = 64
    static let headersMax = 4_096

    init(contentType: String?, body: [UInt8]) throws(ServiceRefusal) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"), let boundary = Self.parameter("boundary", of: contentType)
        else { throw .invalid("We could not parse the request: Content-Type must be multipart/form-data with a boundary.") }
        let data = Data(body)
        let delimiter = Data(("--" + boundary).utf8)
        var parts: [Part] = []
        guard data.starts(with: delimiter) else { throw Self.broken }
        var offset = delimiter.count
        while true {
            let tail = data[offset..<min(offset + 2, data.count)]
            if tail.elementsEqual("--".utf8) { break }
            guard tail.elementsEqual("\r\n".utf8), parts.count < Self.partsMax else { throw Self.broken }
            guard let next = data.range(of: Data("\r\n".utf8) + delimiter, in: (offset + 2)..<data.count) else { throw Self.broken }
            parts.append(try Self.part(data[(offset + 2)..<next.lowerBound]))
            offset = next.upperBound
        }
        self.parts = parts
    }

    private static let broken = ServiceRefusal.invalid("We could not parse the multipart form of your request.")

    private static func part(_ data: Data) throws(ServiceRefusal) -> Part {
        guard let gap = data.range(of: Data("\r\n\r\n".utf8)), gap.lowerBound - data.startIndex <= headersMax else { throw broken }
        let lines = String(decoding: data[data.startIndex..<gap.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var disposition: String?
        var contentType: String?
        for line in lines {
            let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2 else { throw broken }
            switch halves[0].lowercased() {
            case "content-disposition": disposition = halves[1]
            case "content-type": contentType = halves[1]
            default: break
            }
        }
        guard let disposition, disposition.lowercased().hasPrefix("form-data"), let name = parameter("name", of: disposition) else { throw broken }
        return Part(name: name, fileName: parameter("filename", of: disposition), contentType: contentType, body: Array(data[gap.upperBound...]))
    }

    /// A parameter of a header value, quoted or not.
    private static func parameter(_ name: String, of value: String) -> String? {
        for piece in value.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, halves[0].lowercased() == name else { continue }
            let bare = halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            return bare.isEmpty ? nil : bare
        }
        return nil
    }
}
