/// The setting `BITRIX24_PRIVATE_HOSTS`: which host may stand at which private addresses.
package enum PrivateHosts {
    /// Pairs of host and block.
    package static let maxPairs = 64

    /// `box.example=10.20.0.0/16,box.example=fd12:3456::/32`; empty for none. Nil when a pair is unreadable, when there are too many, or when a block
    /// is of addresses that never open: it would promise what ``AddressRules`` refuses.
    package static func parse(_ text: String) -> [String: [CIDR]]? {
        var hosts: [String: [CIDR]] = [:]
        let pairs = text.split(separator: ",").map { $0.trimming() }.filter { !$0.isEmpty }
        guard pairs.count <= maxPairs else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: "=", omittingEmptySubsequences: false).map { $0.trimming() }
            guard halves.count == 2, !halves[0].isEmpty, let block = CIDR(String(halves[1])), opens(block) else { return nil }
            hosts[halves[0].lowercased(), default: []].append(block)
        }
        return hosts
    }

    /// Judged by its first address: a block wide enough to begin outside the private ranges is not meant.
    private static func opens(_ block: CIDR) -> Bool {
        switch AddressClass(of: block.address) {
        case .privateUse, .shared, .uniqueLocal: true
        case .global, .loopback, .linkLocal, .metadata, .multicast, .embeddedIPv4, .tunnel, .reserved: false
        }
    }
}

extension Substring {
    fileprivate func trimming() -> Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
