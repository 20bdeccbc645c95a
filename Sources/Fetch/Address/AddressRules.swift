/// Decides about one resolved address, at the socket. A core: no names are looked up here.
package struct AddressRules: Sendable, Equatable {
    /// Loopback is open, to plain http too. For the sandbox and tests.
    package let allowsLoopback: Bool
    /// Blocks of private addresses that one host each may stand at. Names in lower case.
    package let privateHosts: [String: [CIDR]]

    /// Rules under which only what is named opens besides public addresses.
    package init(allowsLoopback: Bool = false, privateHosts: [String: [CIDR]] = [:]) {
        self.allowsLoopback = allowsLoopback
        self.privateHosts = Dictionary(privateHosts.map { (Self.normal($0), $1) }, uniquingKeysWith: +)
    }

    /// May `host`, which was found at `address`, be connected to there?
    package func allows(_ address: IPAddress, host: String, isEncrypted: Bool) -> Bool {
        switch AddressClass(of: address) {
        case .global: isEncrypted
        case .loopback: allowsLoopback
        case .privateUse, .shared, .uniqueLocal: isEncrypted && opens(address, for: host)
        case .linkLocal, .metadata, .multicast, .embeddedIPv4, .tunnel, .reserved: false
        }
    }

    private func opens(_ address: IPAddress, for host: String) -> Bool {
        privateHosts[Self.normal(host)]?.contains { $0.contains(address) } ?? false
    }

    /// Lower case, without the root's dot and without the brackets of an IPv6 literal.
    private static func normal(_ host: String) -> String {
        var name = Substring(host.lowercased())
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasSuffix(".") { name = name.dropLast() }
        return String(name)
    }
}
