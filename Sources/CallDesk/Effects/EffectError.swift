package import Bitrix24
package import Foundation

/// Why an effect is not done yet.
package enum EffectError: Error, Sendable {
    /// Its outcome is unknown; ask again at `until`.
    case pending(until: Date)
    /// The portal looked at it and said no.
    case refused(BitrixError)
    /// Not executed for a passing reason.
    case postponed(BitrixError)
}
