import Foundation

/// JSON as the stand-in services read and write it.
enum ServiceJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([ServiceJSON])
    case object([String: ServiceJSON])

    /// nil when the bytes are no JSON.
    init?(bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(ServiceJSON.self, from: Data(bytes)) else { return nil }
        self = value
    }

    /// Compact JSON with sorted keys; slashes are not escaped.
    func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? Array("null".utf8)
    }

    /// The same as text.
    var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var compact: String { String(decoding: encoded(), as: UTF8.self) }

    var items: [ServiceJSON] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    var members: [String: ServiceJSON] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    var flag: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    var isNull: Bool { self == .null }

    /// A member of an object; null when there is none.
    subscript(key: String) -> ServiceJSON { members[key] ?? .null }
}

extension ServiceJSON: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([ServiceJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: ServiceJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension ServiceJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: ServiceJSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, ServiceJSON)...) { self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last })) }
}
