/// Where tokens are kept. `save` must have committed when it returns: a new pair is used only after that.
public protocol TokenStore: Sendable {
    /// The stored pair, nil when the portal is not known.
    func tokens(of key: PortalKey) async throws -> TokenPair?
    /// Replaces the stored pair.
    func save(_ pair: TokenPair, of key: PortalKey) async throws
}
