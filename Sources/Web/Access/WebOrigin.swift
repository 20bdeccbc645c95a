import Foundation

/// Scheme, host and port of an address (RFC 6454). A default port is left out.
struct WebOrigin: Sendable, Equatable, CustomStringConvertible {
    let scheme: String
    /// Host, and the port unless it is the scheme's own.
    let authority: String

    /// `nil` when the text is no http or https address, or its host has characters that hosts do not have.
    init?(_ address: String) {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty, host.allSatisfy(Self.isHostCharacter)
        else { return nil }
        self.scheme = scheme
        let name = host.contains(":") ? "[\(host)]" : host
        let own = scheme == "https" ? 443 : 80
        authority = url.port.map { $0 == own ? name : "\(name):\($0)" } ?? name
    }

    var description: String { "\(scheme)://\(authority)" }

    private static func isHostCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-" || character == "_" || character == ":")
    }
}
