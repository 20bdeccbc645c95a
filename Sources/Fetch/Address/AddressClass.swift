/// What an address is for. Everything but `.global` is refused unless a rule opens it.
package enum AddressClass: String, Sendable, CaseIterable {
    /// Reachable from anywhere.
    case global
    /// This machine: 127.0.0.0/8, ::1.
    case loopback
    /// RFC 1918.
    case privateUse
    /// Carrier-grade NAT, RFC 6598.
    case shared
    /// RFC 4193.
    case uniqueLocal
    /// RFC 3927, RFC 4291.
    case linkLocal
    /// Where clouds tell a machine its own secrets.
    case metadata
    case multicast
    /// An IPv4 address in IPv6 clothes: mapped, compatible, translated (RFC 4291, RFC 6052, RFC 8215, RFC 7915).
    case embeddedIPv4
    /// 6to4, Teredo and ISATAP (RFC 3056, RFC 4380, RFC 5214), whose packets end at an IPv4 address of the sender's choice.
    case tunnel
    /// All else that the IANA special-purpose registries keep, and what is not assigned for use at all.
    case reserved
}

extension AddressClass {
    /// One row: a block and what it is for. The first row that holds an address decides.
    private typealias Row = (block: CIDR, kind: AddressClass)

    private static func rows(_ list: [(String, AddressClass)]) -> [Row] {
        list.compactMap { text, kind in CIDR(text).map { ($0, kind) } }
    }

    // IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its successors), and the metadata addresses that large clouds document.
    private static let known: [Row] = rows([
        ("169.254.169.254", .metadata), ("169.254.170.2", .metadata), ("100.100.100.200", .metadata), ("168.63.129.16", .metadata),
        ("192.0.0.192", .metadata), ("fd00:ec2::254", .metadata), ("fd00:ec2::23", .metadata), ("fd20:ce::254", .metadata),
        ("0.0.0.0/8", .reserved), ("10.0.0.0/8", .privateUse), ("100.64.0.0/10", .shared), ("127.0.0.0/8", .loopback),
        ("169.254.0.0/16", .linkLocal), ("172.16.0.0/12", .privateUse), ("192.0.0.0/24", .reserved), ("192.0.2.0/24", .reserved),
        ("192.31.196.0/24", .reserved), ("192.52.193.0/24", .reserved), ("192.88.99.0/24", .tunnel), ("192.168.0.0/16", .privateUse),
        ("192.175.48.0/24", .reserved), ("198.18.0.0/15", .reserved), ("198.51.100.0/24", .reserved), ("203.0.113.0/24", .reserved),
        ("224.0.0.0/4", .multicast), ("240.0.0.0/4", .reserved), ("0.0.0.0/0", .global),
        ("::1", .loopback), ("::", .reserved), ("::/96", .embeddedIPv4), ("::ffff:0:0/96", .embeddedIPv4), ("::ffff:0:0:0/96", .embeddedIPv4),
        ("64:ff9b::/96", .embeddedIPv4), ("64:ff9b:1::/48", .embeddedIPv4), ("2001::/32", .tunnel), ("2001::/23", .reserved),
        ("2001:db8::/32", .reserved), ("2002::/16", .tunnel), ("2620:4f:8000::/48", .reserved), ("3ffe::/16", .reserved), ("3fff::/20", .reserved),
        ("fc00::/7", .uniqueLocal), ("fe80::/10", .linkLocal), ("fec0::/10", .reserved), ("ff00::/8", .multicast),
        ("2000::/3", .global), ("::/0", .reserved),
    ])

    /// ISATAP interface identifiers, RFC 5214 section 6.1: 00-00-5E-FE or 02-00-5E-FE, then an IPv4 address, under any prefix.
    private static func isISATAP(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes[8] & 0xFD == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE
    }

    /// The class that an address falls into.
    package init(of address: IPAddress) {
        let kind = Self.known.first { $0.block.contains(address) }?.kind ?? .reserved
        self = kind == .global && Self.isISATAP(address.bytes) ? .tunnel : kind
    }
}
