import Foundation

/// Scheme, host and port of an address: what decides whether it may be called.
struct Origin: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int

    /// Takes it from an absolute http or https address; nil for anything else, also for one with a user in it.
    init?(_ address: String) {
        guard address.utf8.count <= Self.maxAddressBytes, let parts = URLComponents(string: address),
            let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil,
            host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") })
        else { return nil }
        guard scheme == "https" || scheme == "http" else { return nil }
        self.scheme = scheme
        self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }

    /// Longest address looked at, in bytes.
    static let maxAddressBytes = 2_048

    /// Whether the host is this machine by name or number.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || Self.isLoopbackIPv4(host)
    }

    /// The origin as it begins an address.
    var text: String {
        let usual = scheme == "https" ? 443 : 80
        let name = host.contains(":") ? "[\(host)]" : host
        return port == usual ? "\(scheme)://\(name)" : "\(scheme)://\(name):\(port)"
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
