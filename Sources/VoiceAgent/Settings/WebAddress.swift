import Foundation

/// An address such as https://voice.example.com/prefix: scheme, host, perhaps a port and a path, nothing that would be lost or leak when paths are put behind it.
struct WebAddress: Sendable, Equatable {
    /// In lower case.
    let scheme: String
    /// Without a slash at the end.
    let text: String
    /// Nothing stands behind host and port.
    let isOrigin: Bool

    /// `nil` for what is no address, or has a user, a query or a fragment.
    init?(_ written: String) {
        guard let url = URL(string: written, encodingInvalidCharacters: false), let scheme = url.scheme?.lowercased(), let host = url.host(), !host.isEmpty,
            url.user == nil, url.query == nil, url.fragment == nil, written.allSatisfy({ !$0.isWhitespace })
        else { return nil }
        self.scheme = scheme
        var text = written
        while text.hasSuffix("/") { text.removeLast() }
        self.text = text
        isOrigin = url.path.allSatisfy { $0 == "/" }
    }
}
