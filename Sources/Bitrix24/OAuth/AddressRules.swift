/// Which addresses a policy lets be called.
struct AddressRules: Sendable {
    let policy: BitrixPolicy

    /// The authorisation server behind an endpoint like `https://oauth.bitrix24.tech/rest/`.
    /// - Throws: `ADDRESS_REFUSED` unless scheme, host and port are exactly those of an allowed server.
    func oauthServer(of endpoint: String) throws(BitrixError) -> Origin {
        guard let origin = Origin(endpoint), isOpen(origin), policy.oauthHosts.contains(where: { Origin($0) == origin }) else {
            throw Self.refused
        }
        return origin
    }

    /// The REST address of a portal, with a slash at its end.
    /// - Throws: `ADDRESS_REFUSED` unless it is `https://host/rest/`, or a loopback one where the policy allows that.
    func portalEndpoint(_ endpoint: String) throws(BitrixError) -> String {
        guard let origin = Origin(endpoint), isOpen(origin) else { throw Self.refused }
        let withSlash = endpoint.hasSuffix("/") ? endpoint : endpoint + "/"
        guard withSlash.hasSuffix("/rest/"), !withSlash.contains("?"), !withSlash.contains("#") else { throw Self.refused }
        return withSlash
    }

    private func isOpen(_ origin: Origin) -> Bool {
        if origin.isLoopback { return policy.allowsPlainHTTP }
        return origin.scheme == "https"
    }

    private static let refused = BitrixError(BitrixErrorCode.addressRefused, execution: .notExecuted)
}
