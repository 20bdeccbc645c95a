/// What a client may do and how long it waits.
public struct BitrixPolicy: Sendable {
    /// Authorisation servers that may be called, as origins (`https://host`, with a port if it is not the usual one). The default are the
    /// vendor's two regional ones (settings/oauth/index.md).
    public var oauthHosts: [String]
    /// Whether `http` and loopback addresses are taken, for tests against a stand-in portal only. Plain `http` stays limited to loopback.
    public var allowsPlainHTTP: Bool
    /// The `User-Agent` header, `name/version`.
    public var userAgent: String
    /// Limit of one call in all. The portal itself cuts at 60 s (limits.md).
    public var requestTimeout: Duration
    /// Limit of one request to the authorisation server in all.
    public var oauthTimeout: Duration
    /// Largest answer read, in bytes.
    public var maxAnswerBytes: Int
    /// Most callers that may wait for one token refresh.
    public var maxRefreshWaiters: Int
    /// A token with less life than this by our own clock is refreshed before it is used.
    public var expiryMargin: Duration

    /// Makes a policy; every default is the one for production.
    public init(
        oauthHosts: [String] = ["https://oauth.bitrix24.tech", "https://oauth.bitrix.info"], allowsPlainHTTP: Bool = false,
        userAgent: String = "bitrix24-swift/1.0", requestTimeout: Duration = .seconds(65), oauthTimeout: Duration = .seconds(20),
        maxAnswerBytes: Int = 16_777_216, maxRefreshWaiters: Int = 10_000, expiryMargin: Duration = .seconds(10)
    ) {
        self.oauthHosts = oauthHosts
        self.allowsPlainHTTP = allowsPlainHTTP
        self.userAgent = userAgent
        self.requestTimeout = requestTimeout
        self.oauthTimeout = oauthTimeout
        self.maxAnswerBytes = maxAnswerBytes
        self.maxRefreshWaiters = maxRefreshWaiters
        self.expiryMargin = expiryMargin
    }
}
