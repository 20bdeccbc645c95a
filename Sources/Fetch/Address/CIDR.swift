/// A block of addresses: RFC 4632 for IPv4, RFC 4291 section 2.3 for IPv6.
package struct CIDR: Sendable, Hashable {
    /// The first address of the block.
    package let address: IPAddress
    /// Leading bits that count.
    package let length: Int

    /// `10.1.0.0/16`, `fd12:3456::/32`, or one address without a length. Nil when it is none, or when bits behind the length are set.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        let bits = address.bytes.count * 8
        var length = bits
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let given = Int(parts[1]), given <= bits else {
                return nil
            }
            length = given
        }
        self.address = address
        self.length = length
        guard (length..<bits).allSatisfy({ address.bytes[$0 / 8] & (0x80 >> ($0 % 8)) == 0 }) else { return nil }
    }

    /// Whether an address is in the block; one of the other family never is.
    package func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let whole = length / 8
        guard other.bytes[..<whole] == address.bytes[..<whole] else { return false }
        let rest = length % 8
        if rest == 0 { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return other.bytes[whole] & mask == address.bytes[whole] & mask
    }
}
