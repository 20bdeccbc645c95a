import Foundation

/// Writes a JSON object in the order of the calls, so that requests with the same beginning stay the same for a provider's
/// cache, and a schema keeps the order of its properties (an encoder would sort or shuffle both).
struct JSONText {
    private var members: [String] = []

    var text: String { "{\(members.joined(separator: ","))}" }

    /// A member whose value is JSON already.
    mutating func set(_ key: String, raw: String) {
        members.append("\(Self.quoted(key)):\(raw)")
    }

    mutating func set(_ key: String, _ value: String) {
        set(key, raw: Self.quoted(value))
    }

    mutating func set(_ key: String, _ value: Bool) {
        set(key, raw: value ? "true" : "false")
    }

    mutating func set(_ key: String, _ value: Int) {
        set(key, raw: String(value))
    }

    /// Numbers that JSON cannot write are left out.
    mutating func set(_ key: String, _ value: Double) {
        if value.isFinite { set(key, raw: "\(value)") }
    }

    static func array(_ values: [String]) -> String {
        "[\(values.joined(separator: ","))]"
    }

    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // Every String can be encoded; the empty text stands for what cannot happen.
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    static func isValid(_ text: String) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    }
}
