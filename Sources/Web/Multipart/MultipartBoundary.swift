/// The boundary of a multipart body. Source: RFC 2046, section 5.1.1; the parameter's syntax from RFC 9110, section 5.6.6.
enum MultipartBoundary {
    /// - Parameter contentType: the value of the Content-Type field.
    static func find(in contentType: String) throws(MultipartProblem) -> String {
        let fields = HeaderParameters(contentType)
        guard fields.value.lowercased() == "multipart/form-data", let boundary = fields["boundary"],
            (1...MultipartParser.boundaryBytesMax).contains(boundary.utf8.count), boundary.last != " ",
            boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { throw .noBoundary }
        return boundary
    }
}

/// A header's value and its parameters: `form-data; name="file"; filename="a.wav"`.
struct HeaderParameters: Sendable {
    /// Before the first semicolon.
    let value: String
    private let parameters: [String: String]

    /// The first parameter of that name, in lower case.
    subscript(name: String) -> String? { parameters[name] }

    init(_ text: String) {
        var rest = Substring(text)
        value = Self.trimmed(Self.take(from: &rest))
        var found: [String: String] = [:]
        while !rest.isEmpty {
            let (name, content) = Self.parameter(Self.take(from: &rest))
            if !name.isEmpty, found[name] == nil { found[name] = content }
        }
        parameters = found
    }

    /// Up to the next semicolon that is not inside quotation marks.
    private static func take(from rest: inout Substring) -> Substring {
        var isQuoted = false
        var isEscaped = false
        var index = rest.startIndex
        while index < rest.endIndex {
            let character = rest[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ";", !isQuoted {
                break
            }
            index = rest.index(after: index)
        }
        let taken = rest[..<index]
        rest = index < rest.endIndex ? rest[rest.index(after: index)...] : ""
        return taken
    }

    private static func parameter(_ text: Substring) -> (String, String) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return ("", "") }
        return (trimmed(halves[0]).lowercased(), unquoted(trimmed(halves[1])))
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        var plain = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                plain.append(character)
                isEscaped = false
            }
        }
        return plain
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        var part = text.drop(while: isBlank)
        while let last = part.last, isBlank(last) { part.removeLast() }
        return String(part)
    }
}
