/// Why a download failed. The description is safe to show and says what to do; it never holds the address, which embeds a token.
package struct FetchError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failures.
    package enum Code: Sendable, Equatable {
        /// No readable https address, or one with a name and password in it.
        case badAddress
        /// The host stands at an address that is not opened, or plain http was asked for outside loopback.
        case addressRefused
        /// No such host, or the name service is down.
        case unresolved
        /// Nobody answered the connection in time, or it was refused.
        case unreachable
        /// The certificate is not trusted or is another host's, or no encryption was agreed on.
        case tls
        /// The server's status, other than 200 and 206.
        case http(Int)
        /// More hops than ``FetchPolicy/maxRedirects``.
        case tooManyRedirects
        /// What came is not a recording: a login page, JSON, an unknown container.
        case notAudio
        /// An answer without a body.
        case empty
        /// Larger than ``FetchPolicy/maxBytes``.
        case tooLarge
        /// Below ``FetchPolicy/lowSpeedBytesPerSecond`` for too long, or not done within ``FetchPolicy/deadline``.
        case tooSlow
        /// The connection broke, and no more attempts were left.
        case cut
        /// The server's head is no HTTP, or larger than allowed.
        case badAnswer
        /// The file could not be written.
        case disk
        /// Too many downloads are waiting.
        case busy
        case cancelled
    }

    /// What went wrong.
    package let code: Code
    /// What the server asked for with `Retry-After`, in whole seconds, if it did.
    package let retryAfter: Duration?

    /// An error of this kind.
    package init(_ code: Code, retryAfter: Duration? = nil) {
        self.code = code
        self.retryAfter = retryAfter
    }

    /// The same address may work later. For the others, read the address anew (its token expires) or cure the cause first.
    package var isWorthRetrying: Bool {
        switch code {
        case .unresolved, .unreachable, .tooSlow, .cut, .empty, .busy: true
        case .http(let status): status == 408 || status == 425 || status == 429 || status >= 500
        case .badAddress, .addressRefused, .tls, .tooManyRedirects, .notAudio, .tooLarge, .badAnswer, .disk, .cancelled: false
        }
    }

    package var description: String {
        switch code {
        case .badAddress: "the recording's address is not an https address: check where the portal's telephony keeps its recordings"
        case .addressRefused:
            "the recording's host is at an address that is not opened: for a boxed portal on a private network set BITRIX24_PRIVATE_HOSTS=host=CIDR"
        case .unresolved: "the recording's host was not found: check the name service of this machine"
        case .unreachable: "the recording's host does not answer: check the network, it will be tried again"
        case .tls: "the recording's host shows a certificate that is not trusted: renew it, or install its authority on this machine"
        case .http(let status): "the recording's host answered HTTP \(status): check that the app's user may listen to recordings"
        case .tooManyRedirects: "the recording's address leads in a circle: check the portal's telephony"
        case .notAudio:
            "the address answered with something that is no recording: its token has expired, or the app's user may not listen to recordings"
        case .empty: "the recording is empty as yet: it will be tried again"
        case .tooLarge: "the recording is larger than allowed: shorten it or raise the limit"
        case .tooSlow: "the recording's host is too slow: it will be tried again"
        case .cut: "the connection to the recording's host keeps breaking: it will be tried again"
        case .badAnswer: "the recording's host does not speak HTTP as it should: check the address in a browser"
        case .disk: "the recording could not be written: check the free space and the rights of the storage folder"
        case .busy: "too many recordings are being fetched: it will be tried again"
        case .cancelled: "the download was stopped: it goes on from where it was"
        }
    }
}
