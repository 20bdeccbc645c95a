/// `application/x-www-form-urlencoded` with PHP's brackets (`data[FIELDS][ID]=7`), both ways.
package enum FormCoding {
    /// Most fields of one body, as PHP's `max_input_vars`.
    package static let fieldLimit = 1_000
    /// Deepest bracket nesting taken, in levels.
    package static let depthLimit = 16

    /// Decodes a query string or a form body. All leaves are strings. Fields past ``fieldLimit`` are dropped, as PHP does.
    package static func decode(_ text: String) -> JSONObject {
        var root = JSONObject()
        for pair in text.split(separator: "&", omittingEmptySubsequences: true).prefix(fieldLimit) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = percentDecoded(parts[0])
            let value = parts.count > 1 ? percentDecoded(parts[1]) : ""
            insert(.string(value), at: path(of: key)[...], into: &root)
        }
        return root
    }

    /// Encodes members the way a portal's event sender does: null and false are empty, true is 1.
    package static func encode(_ object: JSONObject) -> String {
        var fields: [String] = []
        for (key, value) in object { append(value, named: percentEncoded(key), to: &fields) }
        return fields.joined(separator: "&")
    }

    private static func append(_ value: JSON, named name: String, to fields: inout [String]) {
        switch value {
        case .array, .object:
            for (key, member) in value.members ?? [:] { append(member, named: "\(name)%5B\(percentEncoded(key))%5D", to: &fields) }
        case .null, .bool, .int, .double, .string:
            fields.append("\(name)=\(percentEncoded(value.text ?? ""))")
        }
    }

    private static func path(of key: String) -> [String] {
        guard let bracket = key.firstIndex(of: "["), bracket > key.startIndex else { return [key] }
        var path = [String(key[..<bracket])]
        var rest = key[bracket...]
        while rest.first == "[", let end = rest.firstIndex(of: "]"), path.count < depthLimit {
            path.append(String(rest[rest.index(after: rest.startIndex)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return path
    }

    private static func insert(_ value: JSON, at path: ArraySlice<String>, into object: inout JSONObject) {
        guard var key = path.first else { return }
        if key.isEmpty { key = String(nextIndex(of: object)) }
        guard path.count > 1 else {
            object[key] = value
            return
        }
        var child = object[key]?.members ?? JSONObject()
        insert(value, at: path.dropFirst(), into: &child)
        object[key] = .object(child)
    }

    private static func nextIndex(of object: JSONObject) -> Int {
        (object.keys.compactMap(Int.init).max() ?? -1) + 1
    }

    /// Text of a form or query component; `+` is a space, broken escapes stay as they are.
    package static func percentDecoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Escapes everything but the unreserved characters of RFC 3986.
    package static func percentEncoded(_ text: String) -> String {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        var encoded = ""
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                encoded.append(Character(Unicode.Scalar(byte)))
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
