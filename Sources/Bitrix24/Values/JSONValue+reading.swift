/// Lenient reading: the portal answers ids as texts, flags as "Y", empty maps as lists (api-reference/data-types.md).
extension JSONValue {
    /// Largest whole number a `Double` holds exactly (2^53).
    private static let exactDoubleLimit = 9_007_199_254_740_992.0

    /// The value as text: a text or a number; nil for `null`, "" and everything else.
    public var text: String? {
        switch self {
        case .string(let value): value.isEmpty ? nil : value
        case .integer(let value): String(value)
        case .number(let value):
            value == value.rounded() && abs(value) < Self.exactDoubleLimit ? String(Int64(value)) : String(value)
        case .null, .bool, .array, .object: nil
        }
    }

    /// The value as a whole number: a number without a fraction, or a text holding one; nil else.
    public var int: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        case .string(let value): Int(value)
        case .null, .bool, .array, .object: nil
        }
    }

    /// The value as a floating number: a number, or a text holding one; nil else.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let value): Double(value)
        case .null, .bool, .array, .object: nil
        }
    }

    /// True for `true`, 1, "1", "Y", "y" and "true"; false for everything else.
    public var flag: Bool {
        switch self {
        case .bool(let value): value
        case .integer(let value): value == 1
        case .string(let value): ["1", "Y", "y", "true"].contains(value)
        case .null, .number, .array, .object: false
        }
    }

    /// The elements of a list, or of a map keyed by numbers ("0", "1", ...) in their order; [] else.
    public var list: [JSONValue] {
        switch self {
        case .array(let values): return values
        case .object(let members):
            let numbered = members.compactMap { key, value in Int(key).map { ($0, value) } }
            guard numbered.count == members.count else { return [] }
            return numbered.sorted { $0.0 < $1.0 }.map(\.1)
        case .null, .bool, .integer, .number, .string: return []
        }
    }

    /// The members of a map; `[]` and `null` are the empty map, as PHP writes it.
    public var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// The member of that name, `.null` when absent or when this is no map.
    public subscript(key: String) -> JSONValue { members[key] ?? .null }

    /// The element at that place, `.null` when absent or when this is no list.
    public subscript(index: Int) -> JSONValue {
        let values = list
        return values.indices.contains(index) ? values[index] : .null
    }

    /// Whether this is `null`, or absent.
    public var isNull: Bool { self == .null }

    /// The member of that name in whatever case it is written; an exact match wins.
    package func member(ignoringCase name: String) -> JSONValue {
        let all = members
        if let exact = all[name] { return exact }
        let wanted = name.lowercased()
        return all.first { $0.key.lowercased() == wanted }?.value ?? .null
    }
}
