/// Writes a value the way PHP reads it from a query string: `filter[>=ID]=7&select[0]=ID`.
///
/// Calls inside a batch carry their parameters in this form (settings/how-to-call-rest-api/batch.md, data-encoding.md). Empty lists
/// and maps cannot be expressed in it and are left out; `null` is the empty text, `true` and `false` are 1 and 0.
public enum PHPQuery {
    /// The query string of a map, keys in order; "" for everything that is no map.
    public static func encode(_ parameters: JSONValue) -> String {
        var pairs: [String] = []
        for (key, value) in parameters.members.sorted(by: { $0.key < $1.key }) {
            append(value, named: escape(key), to: &pairs)
        }
        return pairs.joined(separator: "&")
    }

    private static func append(_ value: JSONValue, named name: String, to pairs: inout [String]) {
        switch value {
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                append(member, named: "\(name)[\(escape(key))]", to: &pairs)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                append(element, named: "\(name)[\(index)]", to: &pairs)
            }
        case .null: pairs.append("\(name)=")
        case .bool(let flag): pairs.append("\(name)=\(flag ? 1 : 0)")
        case .integer, .number, .string: pairs.append("\(name)=\(escape(value.text ?? ""))")
        }
    }

    /// Percent-encodes everything but RFC 3986's unreserved characters.
    static func escape(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                escaped.append(byte)
            default:
                escaped.append(UInt8(ascii: "%"))
                escaped.append(hexDigits[Int(byte >> 4)])
                escaped.append(hexDigits[Int(byte & 15)])
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
