/// What a download may do, and for how long.
package struct FetchPolicy: Sendable {
    /// Loopback is open, to plain http too (BITRIX24_ALLOW_PLAIN_HTTP).
    package var allowsLoopback: Bool
    /// Private addresses that a host may stand at (BITRIX24_PRIVATE_HOSTS).
    package var privateHosts: [String: [CIDR]]
    /// Bytes of the largest recording: two hours of uncompressed stereo at 44.1 kHz, and some.
    package var maxBytes: Int
    /// Slower than this ...
    package var lowSpeedBytesPerSecond: Int
    /// ... for so many seconds ends the attempt.
    package var lowSpeedSeconds: Int
    /// Seconds for name, connection and TLS.
    package var connectSeconds: Int
    /// Seconds of one attempt.
    package var deadline: Int
    /// Redirects followed at most.
    package var maxRedirects: Int
    /// Times the transfer is begun or resumed, redirects not counted.
    package var maxAttempts: Int
    /// Before an attempt is resumed; doubled each time.
    package var resumePause: Duration
    /// Never empty: Bitrix24 answers 404 without one.
    package var userAgent: String
    /// `Accept-Language`.
    package var acceptLanguage: String
    /// PEM bundle of trusted authorities; nil for the machine's own.
    package var caFile: String?

    /// A policy; what is not named has its default.
    package init(
        allowsLoopback: Bool = false, privateHosts: [String: [CIDR]] = [:], maxBytes: Int = 1_500_000_000, lowSpeedBytesPerSecond: Int = 1_000,
        lowSpeedSeconds: Int = 30, connectSeconds: Int = 10, deadline: Int = 3_600, maxRedirects: Int = 5, maxAttempts: Int = 5,
        resumePause: Duration = .milliseconds(500), userAgent: String = "bitrix24-voice-agent/1.0", acceptLanguage: String = "ru,en;q=0.8",
        caFile: String? = nil
    ) {
        self.allowsLoopback = allowsLoopback
        self.privateHosts = privateHosts
        self.maxBytes = maxBytes
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.lowSpeedSeconds = lowSpeedSeconds
        self.connectSeconds = connectSeconds
        self.deadline = deadline
        self.maxRedirects = maxRedirects
        self.maxAttempts = maxAttempts
        self.resumePause = resumePause
        self.userAgent = userAgent
        self.acceptLanguage = acceptLanguage
        self.caFile = caFile
    }

    /// The rule that is asked at each socket.
    package var addressRules: AddressRules { AddressRules(allowsLoopback: allowsLoopback, privateHosts: privateHosts) }
}
