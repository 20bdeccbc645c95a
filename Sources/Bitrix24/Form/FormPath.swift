/// The name of a form field taken apart: `data[FIELDS][]` is `data`, `FIELDS`, append.
struct FormPath {
    /// One step into the form.
    enum Part: Hashable {
        case name(String)
        case append
    }

    let parts: [Part]

    /// Takes a decoded name apart; nil for a name that is empty, which PHP skips. An opening bracket without a closing one is part of
    /// the name; what follows a closing bracket and opens no new one is dropped.
    static func parse(_ name: String) throws(DecodingProblem) -> FormPath? {
        let bytes = Array(name.utf8)
        let head = bytes.prefix { $0 != UInt8(ascii: "[") }
        guard !head.isEmpty else { return nil }
        var parts = [Part.name(string(head))]
        var index = head.endIndex
        while index < bytes.endIndex, bytes[index] == UInt8(ascii: "[") {
            guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else {
                return parts.count == 1 ? FormPath(parts: [.name(name)]) : FormPath(parts: parts)
            }
            let inner = bytes[(index + 1)..<close]
            parts.append(inner.isEmpty ? .append : .name(string(inner)))
            guard parts.count <= FormDecoder.maxDepth else { throw DecodingProblem(.tooDeep) }
            index = close + 1
        }
        return FormPath(parts: parts)
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
