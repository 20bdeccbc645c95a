/// Reads multipart/form-data (RFC 7578) as a server would: strictly, part by part.
struct MultipartReader {
    struct Part: Equatable {
        var name: String
        var fileName: String?
        var type: String?
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Problem: Error { let what: String }

    static func parts(of body: [UInt8], type: String) throws -> [Part] {
        guard let mark = type.firstRange(of: "boundary="), type.hasPrefix("multipart/form-data; ") else { throw Problem(what: "type") }
        let boundary = Array("--\(type[mark.upperBound...])".utf8)
        var rest = body[...]
        guard rest.starts(with: boundary) else { throw Problem(what: "opening") }
        rest = rest.dropFirst(boundary.count)
        var parts: [Part] = []
        let separator = Array("\r\n".utf8) + boundary
        while !rest.elementsEqual("--\r\n".utf8) {
            guard rest.starts(with: Array("\r\n".utf8)) else { throw Problem(what: "line end") }
            rest = rest.dropFirst(2)
            guard let next = rest.firstRange(of: separator) else { throw Problem(what: "separator") }
            parts.append(try part(rest[..<next.lowerBound]))
            rest = rest[next.upperBound...]
        }
        return parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws -> Part {
        guard let gap = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Problem(what: "headers") }
        var part = Part(name: "", body: Array(bytes[gap.upperBound...]))
        for line in String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).components("\r\n") {
            if line.hasPrefix("Content-Disposition: form-data; ") {
                part.name = try value(of: "; name", in: line) ?? { throw Problem(what: "name") }()
                part.fileName = try value(of: "; filename", in: line)
            } else if line.hasPrefix("Content-Type: ") {
                part.type = String(line.dropFirst(14))
            } else {
                throw Problem(what: "header")
            }
        }
        return part
    }

    private static func value(of key: String, in line: String) throws -> String? {
        guard let start = line.firstRange(of: "\(key)=\"") else { return nil }
        guard let stop = line[start.upperBound...].firstIndex(of: "\"") else { throw Problem(what: "quote") }
        return String(line[start.upperBound..<stop])
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
