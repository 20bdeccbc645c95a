/// Names and addresses of this machine itself.
enum LoopbackName {
    /// 127.0.0.0/8, ::1, and the former written as IPv6 (RFC 4291, 2.5.5.2).
    static func isLoopbackAddress(_ address: String) -> Bool {
        let plain = address.lowercased()
        let v4 = plain.hasPrefix("::ffff:") ? String(plain.dropFirst(7)) : plain
        return plain == "::1" || plain == "0:0:0:0:0:0:0:1" || isLoopbackV4(v4)
    }

    /// A Host field's value, with or without a port: `localhost`, 127.0.0.0/8 or `[::1]`.
    static func isLoopbackHost(_ value: String) -> Bool {
        guard let host = host(of: value) else { return false }
        return host == "localhost" || host == "[::1]" || isLoopbackV4(host)
    }

    /// The host without its port, in lower case; `nil` when the text is no host with an optional port.
    private static func host(of value: String) -> String? {
        let lower = value.lowercased()
        let end: String.Index
        if lower.hasPrefix("[") {
            guard let bracket = lower.firstIndex(of: "]") else { return nil }
            end = lower.index(after: bracket)
        } else {
            end = lower.firstIndex(of: ":") ?? lower.endIndex
        }
        let rest = lower[end...]
        guard rest.isEmpty || (rest.first == ":" && rest.count > 1 && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }) else { return nil }
        return String(lower[..<end])
    }

    private static func isLoopbackV4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "127" else { return false }
        return parts.allSatisfy { part in part.allSatisfy { $0.isASCII && $0.isNumber } && (Int(part).map { $0 <= 255 } ?? false) }
    }
}
