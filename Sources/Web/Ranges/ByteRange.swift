/// Which part of a file is asked for. Source: RFC 9110, section 14. One range is served; several are answered with the whole, as 14.2 allows.
enum ByteRange: Sendable, Equatable {
    /// No range, or one that cannot be understood.
    case whole
    /// First and last byte.
    case part(ClosedRange<Int>)
    /// Nothing of it is in the file.
    case unsatisfiable

    /// - Parameters:
    ///   - header: the value of the Range field.
    ///   - size: of the file, in bytes.
    init(_ header: String?, size: Int) {
        self = header.flatMap { Self.range($0, size) } ?? .whole
    }

    private static func range(_ header: String, _ size: Int) -> ByteRange? {
        let halves = header.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, halves[0].lowercased() == "bytes" else { return nil }
        let ends = halves[1].split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " && $0 != "\t" } }
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
        if ends[0].isEmpty { return suffix(ends[1], size) }
        guard let first = number(ends[0]) else { return .unsatisfiable }
        let last = ends[1].isEmpty ? Int.max : number(ends[1]) ?? Int.max
        guard first <= last else { return nil }
        return first < size ? .part(first...min(last, size - 1)) : .unsatisfiable
    }

    /// The last so many bytes.
    private static func suffix(_ text: String, _ size: Int) -> ByteRange? {
        guard !text.isEmpty else { return nil }
        let count = number(text) ?? Int.max
        return count > 0 && size > 0 ? .part(max(0, size - count)...(size - 1)) : .unsatisfiable
    }

    /// `nil` when it is too great a number.
    private static func number(_ text: String) -> Int? { Int(text) }
}
