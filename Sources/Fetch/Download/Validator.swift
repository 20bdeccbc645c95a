/// What tells that the rest of a file belongs to the part on disk: kept beside that part, so that a download goes on after a restart too.
/// Holds nothing of the address.
struct Validator: Sendable, Equatable {
    /// Strong ones only; a weak one promises nothing about bytes (RFC 9110 section 8.8.1).
    private(set) var entityTag: String?
    private(set) var lastModified: String?
    private(set) var total: Int?

    /// Bytes of the note beside a part.
    static let maxNoteBytes = 2_048

    init(entityTag: String? = nil, lastModified: String? = nil, total: Int? = nil) {
        self.entityTag = entityTag.flatMap { $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.utf8.count >= 2 ? $0 : nil }
        self.lastModified = lastModified
        self.total = total
    }

    /// The value of `If-Range`, if the server gave one.
    var condition: String? { entityTag ?? lastModified }

    /// Does what the server says of the rest belong to what it said of the part?
    func accepts(_ head: ResponseHead, range: ContentRange) -> Bool {
        if let entityTag, let given = head.entityTag, given != entityTag { return false }
        if entityTag == nil, let lastModified, let given = head.lastModified, given != lastModified { return false }
        if let total, let given = range.total { return total == given }
        return true
    }

    /// Three lines: tag, date, length.
    var note: String { [entityTag ?? "", lastModified ?? "", total.map(String.init) ?? ""].joined(separator: "\n") }

    /// - Parameter note: as written; nil when it is not readable or would not prove anything.
    init?(note: String) {
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 3 else { return nil }
        self.init(entityTag: lines[0].isEmpty ? nil : lines[0], lastModified: lines[1].isEmpty ? nil : lines[1], total: Int(lines[2]))
        if condition == nil { return nil }
    }
}
