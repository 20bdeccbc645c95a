import Crypto
import Foundation
import Storage

/// The ORIGIN_ID of a lead that another program asked for: which request made it, when, and what its body was.
///
/// Written `api-lead:<digest of the memory>:<milliseconds>:<hash of the body>`, so that the last one of a memory sorts last.
struct LeadOrigin: Sendable, Equatable {
    let marker: String
    let bodyHash: String
    /// Its lead stands in the portal.
    let isMade: Bool

    /// Of the memory's digest, in bytes: enough that no two keys ever meet.
    private static let digestBytes = 16

    /// - Parameter memory: the Idempotency-Key, or the hash of a body that came without one.
    init(memory: String, bodyHash: String, at moment: Date) {
        marker = "\(Self.prefix(memory))\(Int64(moment.timeIntervalSince1970 * 1000)):\(bodyHash)"
        self.bodyHash = bodyHash
        isMade = false
    }

    /// - Returns: nil for the effect of something else.
    init?(_ effect: EffectRow) {
        let parts = effect.marker.split(separator: ":")
        guard parts.count == 4, parts[0] == "api-lead" else { return nil }
        marker = effect.marker
        bodyHash = String(parts[3])
        isMade = effect.state == .done
    }

    /// What the markers of one memory begin with. A digest, for a key may be longer than a marker, and may hold what parts a marker's words.
    static func prefix(_ memory: String) -> String {
        let digest = SHA256.hash(data: Data(memory.utf8)).prefix(digestBytes)
        return "api-lead:\(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()):"
    }
}
