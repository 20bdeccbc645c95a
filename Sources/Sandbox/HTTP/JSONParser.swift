/// Reads JSON text (RFC 8259) into values that keep member order. Nothing is guessed: what is not JSON is an error.
package struct JSONParser {
    /// Deepest nesting taken, in levels.
    package static let depthLimit = 64

    /// Why a text is not JSON; `offset` is in bytes from its start.
    package struct Problem: Error, Equatable {
        package let reason: String
        package let offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a whole text.
    package static func parse(_ bytes: [UInt8]) throws(Problem) -> JSON {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.problem("text after the value") }
        return value
    }

    /// The value of a whole text.
    package static func parse(_ text: String) throws(Problem) -> JSON {
        try parse(Array(text.utf8))
    }

    private func problem(_ reason: String) -> Problem { Problem(reason: reason, offset: position) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Problem) -> JSON {
        guard depth < Self.depthLimit else { throw problem("nested too deeply") }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(Problem) -> JSON {
        let expected = Array(word.utf8)
        guard bytes.dropFirst(position).starts(with: expected) else { throw problem("unknown word") }
        position += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(Problem) -> JSON {
        position += 1
        var object = JSONObject()
        if take(UInt8(ascii: "}")) { return .object(object) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw problem("a member name was expected") }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon was expected") }
            object[key] = try value(depth: depth + 1)
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw problem("the object does not end") }
        return .object(object)
    }

    private mutating func array(depth: Int) throws(Problem) -> JSON {
        position += 1
        var values: [JSON] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw problem("the array does not end") }
        return .array(values)
    }

    private mutating func number() throws(Problem) -> JSON {
        let start = position
        while let byte = current, Self.isNumberByte(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let value = Int(text) { return .int(value) }
        guard let value = Double(text), value.isFinite else { throw problem("not a value") }
        return .double(value)
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }

    private mutating func string() throws(Problem) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let decoded = String(validating: text, as: UTF8.self) else { throw problem("not UTF-8") }
                return decoded
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw problem("a control character in a string")
            default:
                text.append(byte)
            }
        }
        throw problem("the string does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Problem) {
        guard let byte = current else { throw problem("the string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw problem("unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(Problem) -> Character {
        var code = UInt32(try fourHexDigits())
        if (0xD800..<0xDC00).contains(code) {
            guard bytes.dropFirst(position).starts(with: [0x5C, 0x75]) else { throw problem("half of a surrogate pair") }
            position += 2
            let low = UInt32(try fourHexDigits())
            guard (0xDC00..<0xE000).contains(low) else { throw problem("half of a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw problem("not a character") }
        return Character(scalar)
    }

    private mutating func fourHexDigits() throws(Problem) -> UInt16 {
        let digits = String(decoding: bytes.dropFirst(position).prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let code = UInt16(digits, radix: 16) else { throw problem("four hexadecimal digits were expected") }
        position += 4
        return code
    }
}
