/// Members of a JSON object in the order they came; a repeated key keeps its place and takes the later value, as in PHP.
package struct JSONObject: Sendable, Hashable, Sequence, ExpressibleByDictionaryLiteral {
    /// Keys in order.
    package private(set) var keys: [String] = []
    private var values: [String: JSON] = [:]

    package init() {}

    package init(_ members: [(String, JSON)]) {
        for (key, value) in members { self[key] = value }
    }

    package init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(elements)
    }

    package var isEmpty: Bool { keys.isEmpty }
    package var count: Int { keys.count }

    /// The member's value; setting nil removes the member.
    package subscript(key: String) -> JSON? {
        get { values[key] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
            } else if values.removeValue(forKey: key) != nil {
                keys.removeAll { $0 == key }
            }
        }
    }

    package func makeIterator() -> AnyIterator<(key: String, value: JSON)> {
        var position = 0
        return AnyIterator {
            guard position < keys.count else { return nil }
            defer { position += 1 }
            return (keys[position], values[keys[position]] ?? .null)
        }
    }
}
