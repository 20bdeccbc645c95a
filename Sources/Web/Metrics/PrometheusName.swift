/// Names and values as the text format wants them.
/// Source: Prometheus, "Metric names and labels" and "Exposition formats", text format 0.0.4.
enum PrometheusName {
    /// The longest label value kept, in characters.
    static let valueCharactersMax = 120

    /// `http.server.requests` -> `http_server_requests`.
    static func metric(_ label: String) -> String { name(label) { $0 == ":" } }

    /// Names beginning with two underscores and `le` are taken.
    static func label(_ text: String) -> String {
        let plain = name(text) { _ in false }
        return plain == "le" || plain.hasPrefix("__") ? "label_\(plain)" : plain
    }

    static func value(_ text: String) -> String {
        var escaped = ""
        for scalar in text.prefix(valueCharactersMax).unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func name(_ text: String, _ extra: (Character) -> Bool) -> String {
        let plain = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || extra($0)) ? $0 : "_" })
        return plain.first.map { $0.isNumber ? "_\(plain)" : plain } ?? "_"
    }
}
