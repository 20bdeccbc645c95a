/// Why a multipart body cannot be read. Says what was wrong with its form, never what was in it.
enum MultipartProblem: Error, Sendable, Equatable, CustomStringConvertible {
    case noBoundary
    case noOpening
    case malformedDelimiter
    case headTooLarge
    case malformedHead
    case tooManyParts
    case truncated

    var description: String {
        switch self {
        case .noBoundary: "Content-Type must be multipart/form-data with a boundary of 1 to \(MultipartParser.boundaryBytesMax) characters"
        case .noOpening: "the body does not begin with the boundary"
        case .malformedDelimiter: "a boundary is followed by something else than a line end"
        case .headTooLarge: "the head of a part is larger than \(MultipartParser.headBytesMax) bytes"
        case .malformedHead: "a part has no readable Content-Disposition: form-data with a name"
        case .tooManyParts: "there are more than \(MultipartParser.partsMax) parts"
        case .truncated: "the body ends before its last boundary"
        }
    }
}
