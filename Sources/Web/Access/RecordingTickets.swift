import Crypto
import Foundation

/// Lets an `<audio>` element, which cannot send a bearer, read one recording for a while: a signed part of its address.
struct RecordingTickets: Sendable {
    /// A ticket works for this many seconds.
    static let lifetime: TimeInterval = 900
    /// The longest ticket looked at, in bytes.
    private static let bytesMax = 200

    /// New at each start: a restart ends all tickets.
    private let key: SymmetricKey
    private let now: @Sendable () -> Date

    init(now: @escaping @Sendable () -> Date, random: @Sendable (Int) -> [UInt8] = RandomBytes.system) {
        key = SymmetricKey(data: random(32))
        self.now = now
    }

    func ticket(callID: Int64, portalID: Int64) -> String {
        let expiry = Int64(now().addingTimeInterval(Self.lifetime).timeIntervalSince1970)
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(callID, portalID, expiry), using: key)
        return "\(portalID).\(expiry).\(Base64URL.encode(Array(code)))"
    }

    /// The portal the ticket is for, if it is ours, for this call and not over.
    func portal(_ ticket: String, callID: Int64) -> Int64? {
        guard ticket.utf8.count <= Self.bytesMax else { return nil }
        let parts = ticket.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let portalID = Int64(parts[0]), let expiry = Int64(parts[1]), let code = Base64URL.decode(String(parts[2])),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.message(callID, portalID, expiry), using: key),
            now().timeIntervalSince1970 < TimeInterval(expiry)
        else { return nil }
        return portalID
    }

    private static func message(_ callID: Int64, _ portalID: Int64, _ expiry: Int64) -> Data {
        Data("recording \(callID) of portal \(portalID) until \(expiry)".utf8)
    }
}
