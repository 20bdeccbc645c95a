import CCurl

/// A URL, taken apart by the same parser that will connect to it, so that the two cannot disagree about the host. It embeds tokens: it never
/// shows itself.
struct WebAddress: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// UTF-8 bytes of the longest URL that is followed.
    static let maxBytes = 8_192

    /// The whole of it, normalised. For libcurl only.
    let text: String
    /// `https` or `http`.
    let scheme: String
    /// In lower case.
    let host: String
    let port: String

    var isEncrypted: Bool { scheme == "https" }
    var description: String { "a web address" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// - Throws: `.badAddress`: unreadable, too long, another scheme than http and https, or with a name and password in it.
    init(_ text: String) throws(FetchError) { try self.init(text, base: nil) }

    /// What a redirect's `Location` means, seen from here.
    func following(_ location: String) throws(FetchError) -> WebAddress { try WebAddress(location, base: self.text) }

    /// Scheme, host and port are the same.
    func hasOrigin(of other: WebAddress) -> Bool { scheme == other.scheme && host == other.host && port == other.port }

    private init(_ text: String, base: String?) throws(FetchError) {
        guard text.utf8.count <= Self.maxBytes, !text.utf8.contains(0), let handle = curl_url() else { throw FetchError(.badAddress) }
        defer { curl_url_cleanup(handle) }
        if let base, curl_url_set(handle, CURLUPART_URL, base, 0) != CURLUE_OK { throw FetchError(.badAddress) }
        let flags = UInt32(CURLU_URLENCODE | CURLU_DISALLOW_USER)
        guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { throw FetchError(.badAddress) }
        // The fragment is the browser's and is not sent.
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        guard
            let whole = Self.part(CURLUPART_URL, of: handle), let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            let host = Self.part(CURLUPART_HOST, of: handle), let port = Self.part(CURLUPART_PORT, of: handle)
        else { throw FetchError(.badAddress) }
        guard scheme == "https" || scheme == "http", !host.isEmpty else { throw FetchError(.badAddress) }
        (self.text, self.scheme, self.host, self.port) = (whole, scheme, host.lowercased(), port)
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
