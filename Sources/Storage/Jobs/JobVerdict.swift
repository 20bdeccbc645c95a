package import Foundation

/// How a run ended. Texts are kept (cut at ``StoreLimit/noteCharacters``), so they must not hold personal data.
package enum JobVerdict: Sendable, Equatable {
    case done
    case ignored(String)
    /// To go on later; no attempt is counted.
    case again(at: Date, reason: String)
    case failed(String, retryAt: Date)
    case dead(String)
}
