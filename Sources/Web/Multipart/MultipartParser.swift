/// Reads `multipart/form-data` piece by piece; holds no more than a head or a boundary of it.
/// Source: RFC 7578 and RFC 2046, section 5.1.
struct MultipartParser: Sendable {
    enum Event: Sendable, Equatable {
        case partBegan(MultipartHead)
        case bytes([UInt8])
        case partEnded
    }

    /// RFC 2046, 5.1.1: at most 70 characters.
    static let boundaryBytesMax = 70
    /// The head of one part, in bytes.
    static let headBytesMax = 8 * 1024
    /// What may stand before the first boundary, in bytes.
    static let preambleBytesMax = 1024
    /// Blanks after a boundary, in bytes.
    static let paddingBytesMax = 256
    /// Parts of one body.
    static let partsMax = 16

    private enum State: Sendable { case preamble, delimiter, head, content, epilogue }

    private static let lineEnd: [UInt8] = [13, 10]
    private static let headEnd: [UInt8] = [13, 10, 13, 10]

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// The boundary's line end belongs to it; the first boundary has none before it, so one is put there.
    private var pending: [UInt8] = lineEnd
    private var parts = 0

    init(boundary: String) {
        delimiter = Self.lineEnd + Array("--\(boundary)".utf8)
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) throws(MultipartProblem) -> [Event] {
        if state == .epilogue { return [] }
        pending.append(contentsOf: bytes)
        var events: [Event] = []
        while let event = try step() { events += event }
        return events
    }

    /// - Throws: `truncated` when the last boundary is still missing.
    mutating func finish() throws(MultipartProblem) {
        guard state == .epilogue else { throw state == .preamble ? .noOpening : .truncated }
    }

    /// - Returns: what became known, or `nil` when more bytes are needed.
    private mutating func step() throws(MultipartProblem) -> [Event]? {
        switch state {
        case .preamble: try preamble()
        case .delimiter: try afterDelimiter()
        case .head: try head()
        case .content: content()
        case .epilogue: nil
        }
    }

    private mutating func preamble() throws(MultipartProblem) -> [Event]? {
        guard let start = ByteSearch.first(delimiter, in: pending) else {
            guard pending.count <= Self.preambleBytesMax else { throw .noOpening }
            return nil
        }
        pending.removeFirst(start + delimiter.count)
        state = .delimiter
        return []
    }

    /// A boundary is followed by a line end, or by two hyphens if it is the last; blanks may stand between.
    private mutating func afterDelimiter() throws(MultipartProblem) -> [Event]? {
        let blanks = pending.prefix { $0 == 32 || $0 == 9 }.count
        guard blanks <= Self.paddingBytesMax else { throw .malformedDelimiter }
        guard pending.count >= blanks + 2 else { return nil }
        let next = Array(pending[blanks..<blanks + 2])
        if next == [45, 45], blanks == 0 {
            state = .epilogue
            pending = []
            return []
        }
        guard next == Self.lineEnd else { throw .malformedDelimiter }
        // The line end stays: a head without fields is then found by the same search.
        pending.removeFirst(blanks)
        state = .head
        return []
    }

    private mutating func head() throws(MultipartProblem) -> [Event]? {
        guard let end = ByteSearch.first(Self.headEnd, in: pending) else {
            guard pending.count <= Self.headBytesMax else { throw .headTooLarge }
            return nil
        }
        guard end <= Self.headBytesMax else { throw .headTooLarge }
        parts += 1
        guard parts <= Self.partsMax else { throw .tooManyParts }
        let head = try MultipartHead(pending[..<end])
        // Of the head's end, the last line end stays: content may be empty.
        pending.removeFirst(end + Self.lineEnd.count)
        state = .content
        isAtStart = true
        return [.partBegan(head)]
    }

    /// Whether the line end before the content is still pending.
    private var isAtStart = false

    private mutating func content() -> [Event]? {
        let skipped = isAtStart ? Self.lineEnd.count : 0
        if let start = ByteSearch.first(delimiter, in: pending) {
            let bytes = start > skipped ? Array(pending[skipped..<start]) : []
            pending.removeFirst(start + delimiter.count)
            state = .delimiter
            return (bytes.isEmpty ? [] : [.bytes(bytes)]) + [.partEnded]
        }
        // The end may be the beginning of a boundary.
        let sure = pending.count - (delimiter.count - 1)
        guard sure > skipped else { return nil }
        let bytes = Array(pending[skipped..<sure])
        pending.removeFirst(sure)
        isAtStart = false
        return [.bytes(bytes)]
    }
}
