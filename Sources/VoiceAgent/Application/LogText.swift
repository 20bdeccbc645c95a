import Foundation
import Logging

/// Log metadata as plain texts under one level of keys. Libraries put whole connections, pools and requests into theirs: what is long is cut, and how much
/// went is said.
struct LogText: Sendable {
    /// A message or one value, in bytes of UTF-8.
    static let textBytesMax = 512
    /// Message and values of one line together, in bytes of UTF-8.
    static let lineBytesMax = 4_096
    /// Values of one line.
    static let valuesMax = 32
    /// Dictionaries and lists in each other.
    static let depthMax = 3

    private(set) var values: [String: String] = [:]
    private var bytesLeft: Int
    private var left = 0

    /// - Parameter message: counted and cut first.
    init(message: String, metadata: Logger.Metadata) {
        bytesLeft = Self.lineBytesMax
        values["message"] = cut(message)
        for key in metadata.keys.sorted() { if let value = metadata[key] { add(value, key, depth: 0) } }
        if left > 0 { values["leftOut"] = "\(left)" }
    }

    private mutating func add(_ value: Logger.Metadata.Value, _ key: String, depth: Int) {
        switch value {
        case .dictionary(let entries) where depth < Self.depthMax:
            for name in entries.keys.sorted() { if let entry = entries[name] { add(entry, "\(key).\(name)", depth: depth + 1) } }
        case .array(let entries) where depth < Self.depthMax:
            for (index, entry) in entries.enumerated() { add(entry, "\(key).\(index)", depth: depth + 1) }
        case .string(let text): set(text, key)
        case .stringConvertible(let object): set(object.description, key)
        case .dictionary(let entries): set("\(entries.count) entries", key)
        case .array(let entries): set("\(entries.count) entries", key)
        }
    }

    private mutating func set(_ text: String, _ key: String) {
        guard values[key] == nil else { return }
        guard values.count <= Self.valuesMax, bytesLeft > key.utf8.count else {
            left += 1
            return
        }
        bytesLeft -= key.utf8.count
        values[String(key.prefix(Self.textBytesMax))] = cut(text)
    }

    /// At a whole character, with how many bytes went.
    private mutating func cut(_ text: String) -> String {
        let max = min(Self.textBytesMax, bytesLeft)
        var bytes = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = text.index(after: end)
            let size = text[end].utf8.count
            guard bytes + size <= max else { break }
            bytes += size
            end = next
        }
        bytesLeft -= bytes
        guard end < text.endIndex else { return text }
        return "\(text[..<end])… (\(text.utf8.count - bytes) bytes more)"
    }
}
