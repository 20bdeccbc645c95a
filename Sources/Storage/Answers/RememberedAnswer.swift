package import Foundation

/// An answer of the integration API that is given again to a repeated request. It may hold personal data; printing it does not show it.
package struct RememberedAnswer: Sendable, Equatable, Discreet {
    /// Digest of the request's body: the same key with another body is a client's mistake.
    package let bodyHash: String
    package let answer: String
    package let expiresAt: Date

    package var summary: String { "remembered answer" }
}
