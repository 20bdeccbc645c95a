/// What the head of a part says. Source: RFC 7578, section 4.2.
struct MultipartHead: Sendable, Equatable {
    let name: String
    let filename: String?

    /// - Parameter bytes: the head's lines, each after a line end.
    init(_ bytes: ArraySlice<UInt8>) throws(MultipartProblem) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformedHead }
        var disposition: HeaderParameters?
        for line in text.split(separator: "\r\n") {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty, !halves[0].contains(where: \.isWhitespace), !line.contains("\r"), !line.contains("\n") else {
                throw .malformedHead
            }
            guard halves[0].lowercased() == "content-disposition" else { continue }
            guard disposition == nil else { throw .malformedHead }
            disposition = HeaderParameters(String(halves[1]))
        }
        guard let disposition, disposition.value.lowercased() == "form-data", let name = disposition["name"], !name.isEmpty else { throw .malformedHead }
        self.name = name
        filename = disposition["filename"]
    }
}
