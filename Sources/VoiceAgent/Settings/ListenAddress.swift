import Foundation

/// Addresses a server can listen on.
enum ListenAddress {
    /// Whether the text is an IPv4 or IPv6 address, or the name of this machine for itself.
    static func isAddress(_ text: String) -> Bool { text == "localhost" || family(of: text) != nil }

    /// Whether this machine has the address: a socket can be bound to it, at whatever port is free.
    static func isOurs(_ text: String) -> Bool {
        guard let family = family(of: text) else { return text == "localhost" }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return family == AF_INET ? bindsIPv4(text, descriptor) : bindsIPv6(text, descriptor)
    }

    /// What to say about an address that another machine may have.
    static func problem(_ host: String) -> SettingsProblem {
        SettingsProblem("HTTP_HOST", "this machine has no address \(host): write one it has, such as 127.0.0.1, or 0.0.0.0 for all of them")
    }

    private static func family(of text: String) -> Int32? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return AF_INET }
        var six = in6_addr()
        return inet_pton(AF_INET6, text, &six) == 1 ? AF_INET6 : nil
    }

    private static func bindsIPv4(_ text: String, _ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, text, &address.sin_addr)
        return binds(&address, descriptor)
    }

    private static func bindsIPv6(_ text: String, _ descriptor: Int32) -> Bool {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        inet_pton(AF_INET6, text, &address.sin6_addr)
        return binds(&address, descriptor)
    }

    private static func binds<Address>(_ address: inout Address, _ descriptor: Int32) -> Bool {
        let length = socklen_t(MemoryLayout<Address>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
        }
    }
}
