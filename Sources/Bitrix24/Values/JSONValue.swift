/// A JSON value as the portal sends and takes it.
///
/// Answers of Bitrix24 vary in shape (an id may be a number or a text, an empty map may be a list), so they are kept as values and
/// read through the lenient accessors of this type. Types of the API: api-reference/data-types.md.
public enum JSONValue: Sendable, Hashable {
    /// JSON `null`, also what every accessor answers for something that is absent.
    case null
    /// JSON `true` or `false`.
    case bool(Bool)
    /// A number without a fraction that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// A map.
    case object([String: JSONValue])
}

extension JSONValue: ExpressibleByNilLiteral {
    /// `nil` in the source is JSON `null`.
    public init(nilLiteral: ()) { self = .null }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// `true` and `false` in the source are JSON booleans.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// A whole number in the source is a JSON number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// A number with a fraction in the source is a JSON number.
    public init(floatLiteral value: Double) { self = .number(value) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A text in the source is a JSON string.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// A list in the source is a JSON array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// A map in the source is a JSON object; of a repeated key the last value stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension JSONValue {
    /// A whole number of the host's width.
    public init(_ value: Int) { self = .integer(Int64(value)) }

    /// A text that is not a literal.
    public init(_ value: String) { self = .string(value) }

    /// A list of texts.
    public init(_ values: [String]) { self = .array(values.map(JSONValue.string)) }

    /// A list of whole numbers.
    public init(_ values: [Int]) { self = .array(values.map { .integer(Int64($0)) }) }
}
