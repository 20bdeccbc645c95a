/// A JSON value whose objects keep the order they were sent in, as PHP's arrays do: a portal shows content blocks in that order.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    /// Text of a string or number as PHP would print it; nil for null, objects and arrays. `true` is "1", `false` is "".
    package var text: String? {
        switch self {
        case .string(let value): value
        case .int(let value): String(value)
        case .double(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        case .bool(let value): value ? "1" : ""
        case .null, .array, .object: nil
        }
    }

    /// An integer, or a string that holds one.
    package var int: Int? {
        switch self {
        case .int(let value): value
        case .double(let value): value == value.rounded() && abs(value) < 1e15 ? Int(value) : nil
        case .string(let value): Int(value)
        case .bool, .null, .array, .object: nil
        }
    }

    /// A number, or a string that holds one.
    package var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let value): Double(value)
        case .bool, .null, .array, .object: nil
        }
    }

    /// What a portal takes for "yes": true, 1, "1", "Y", "true".
    package var flag: Bool {
        switch self {
        case .bool(let value): value
        case .int(let value): value == 1
        case .string(let value): ["1", "Y", "y", "true"].contains(value)
        case .double, .null, .array, .object: false
        }
    }

    /// Elements of an array, or the values of an object in order; nil for anything else.
    package var list: [JSON]? {
        switch self {
        case .array(let values): values
        case .object(let object): object.map(\.value)
        case .null, .bool, .int, .double, .string: nil
        }
    }

    /// Members of an object, or of an array keyed by its indices; nil for anything else. PHP does not tell the two apart.
    package var members: JSONObject? {
        switch self {
        case .object(let object):
            return object
        case .array(let values):
            var object = JSONObject()
            for (index, value) in values.enumerated() { object[String(index)] = value }
            return object
        case .null, .bool, .int, .double, .string:
            return nil
        }
    }

    /// True for null, "", 0, "0", false and empty collections: what PHP's `empty()` calls empty.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty || value == "0"
        case .array(let values): values.isEmpty
        case .object(let object): object.isEmpty
        }
    }

    /// A member of an object or an element of an array by its index; `.null` when there is none.
    package subscript(key: String) -> JSON {
        switch self {
        case .object(let object):
            return object[key] ?? .null
        case .array(let values):
            guard let index = Int(key), values.indices.contains(index) else { return .null }
            return values[index]
        case .null, .bool, .int, .double, .string:
            return .null
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
