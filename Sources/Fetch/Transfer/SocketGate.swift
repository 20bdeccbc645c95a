import CCurl
import Foundation

/// Stands where libcurl opens a socket: the last place before a connection, and the only one where the address is the one that is really connected
/// to, whatever name service, redirect or odd spelling led there.
final class SocketGate {
    private let rules: AddressRules
    private let address: WebAddress
    /// One of the host's addresses was refused. Then the host is, even if it has others: a name that points inside is not to be trusted.
    private(set) var hasRefused = false

    init(rules: AddressRules, address: WebAddress) {
        self.rules = rules
        self.address = address
    }

    /// - Returns: a socket, or CURL_SOCKET_BAD, on which libcurl goes on to the next address or gives up.
    func open(_ target: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let allowed = withUnsafePointer(to: &target.pointee.addr) { pointer in
            IPAddress(pointer).map { rules.allows($0, host: address.host, isEncrypted: address.isEncrypted) } ?? false
        }
        guard allowed, !hasRefused else {
            hasRefused = true
            return curl_socket_t(-1)
        }
        let cloexec = Int32(SOCK_CLOEXEC.rawValue)
        return socket(target.pointee.family, target.pointee.socktype | cloexec, target.pointee.protocol)
    }
}
