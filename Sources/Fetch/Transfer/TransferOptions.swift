import CCurl

/// How one request is made.
struct TransferOptions: Sendable {
    let policy: FetchPolicy
    /// `Referer`; only ever sent to the origin the download began at.
    let referer: String?
    /// Answers instead of the name service's: `host:port:address,address`.
    let resolved: [String]

    /// - Returns: false when libcurl does not take an option.
    func apply(to handle: UnsafeMutableRawPointer, address: WebAddress, request: Download.Request, lists: CurlLists) -> Bool {
        var headers = ["Accept: */*", "Accept-Language: \(policy.acceptLanguage)"]
        if request.offset > 0 {
            headers.append("Range: bytes=\(request.offset)-")
            if let condition = request.condition { headers.append("If-Range: \(condition)") }
        }
        guard (headers + [policy.userAgent, referer ?? ""]).allSatisfy(Self.isOneLine) else { return false }
        var texts: [(CURLoption, String)] = [
            (CURLOPT_URL, address.text), (CURLOPT_PROTOCOLS_STR, policy.allowsLoopback ? "https,http" : "https"),
            // An empty proxy switches the environment's off.
            (CURLOPT_PROXY, ""), (CURLOPT_NOPROXY, "*"),
            (CURLOPT_USERAGENT, policy.userAgent.isEmpty ? "bitrix24-voice-agent" : policy.userAgent),
        ]
        if let referer { texts.append((CURLOPT_REFERER, referer)) }
        if let file = policy.caFile { texts.append((CURLOPT_CAINFO, file)) }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_DISALLOW_USERNAME_IN_URL, 1), (CURLOPT_NETRC, 0),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_CONNECTTIMEOUT, max(1, policy.connectSeconds)),
            (CURLOPT_TIMEOUT, max(1, policy.deadline)), (CURLOPT_LOW_SPEED_LIMIT, max(1, policy.lowSpeedBytesPerSecond)),
            (CURLOPT_LOW_SPEED_TIME, max(1, policy.lowSpeedSeconds)),
        ]
        var results = texts.map { ccurl_set_text(handle, $0, $1) } + numbers.map { ccurl_set_number(handle, $0, $1) }
        results.append(ccurl_set_list(handle, CURLOPT_HTTPHEADER, lists.make(headers)))
        if !resolved.isEmpty { results.append(ccurl_set_list(handle, CURLOPT_RESOLVE, lists.make(resolved))) }
        return results.allSatisfy { $0 == CURLE_OK }
    }

    /// A line break would smuggle a header in.
    private static func isOneLine(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 32 && $0 != 127 } }
}
