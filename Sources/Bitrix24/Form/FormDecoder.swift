/// Reads `application/x-www-form-urlencoded` as PHP does: `data[FIELDS][ID]=7` is a map in a map, `values[]=a` appends to a list.
///
/// The portal sends events, install and placement requests in this form (api-reference/events/index.md). Of a repeated name the last
/// value stays; every value is a text; a map keyed 0, 1, 2... without a gap is a list.
public enum FormDecoder {
    /// Largest form, in bytes.
    public static let maxBytes = 65_536
    /// Most fields in one form.
    public static let maxFields = 2_000
    /// Deepest nesting, counted in names: `a[b][c]` has 3.
    public static let maxDepth = 10
    /// Longest field name before decoding, in bytes.
    public static let maxNameBytes = 2_048
    /// Longest field value before decoding, in bytes.
    public static let maxValueBytes = 49_152

    /// Decodes a body or a query string.
    /// - Returns: an `.object`, empty for an empty form.
    /// - Throws: ``DecodingProblem`` when a limit is passed or the bytes are no form.
    public static func decode(_ form: [UInt8]) throws(DecodingProblem) -> JSONValue {
        guard form.count <= maxBytes else { throw DecodingProblem(.tooLarge) }
        var root = FormNode()
        var fields = 0
        for pair in form.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            fields += 1
            guard fields <= maxFields else { throw DecodingProblem(.tooManyFields) }
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let value = pair[name.endIndex...].dropFirst()
            guard name.count <= maxNameBytes else { throw DecodingProblem(.nameTooLong) }
            guard value.count <= maxValueBytes else { throw DecodingProblem(.valueTooLong) }
            let path = try FormPath.parse(try PercentDecoding.text(name))
            let text = try PercentDecoding.text(value)
            if let path { root.set(path.parts[...], to: text) }
        }
        return .object(root.children.mapValues(\.value))
    }
}
