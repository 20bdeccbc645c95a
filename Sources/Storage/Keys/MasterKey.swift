import Crypto
import Foundation

/// 32 secret bytes, from which the key of the columns and the key's public id are derived (HKDF, RFC 5869).
struct MasterKey: Sendable, Discreet {
    static let bytes = 32

    private let secret: SymmetricKey

    init(random: (Int) -> [UInt8]) {
        secret = SymmetricKey(data: random(Self.bytes))
    }

    /// - Parameter name: the setting or file the text came from, for the error.
    /// - Throws: `keyUnusable`.
    init(base64: String, name: String) throws(StoreError) {
        let text = base64.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: text), data.count == Self.bytes else {
            throw StoreError(
                .keyUnusable,
                "\(name) is not base64 of \(Self.bytes) bytes: make one with `openssl rand -base64 \(Self.bytes)`, or put the old one back")
        }
        secret = SymmetricKey(data: data)
    }

    var base64: String { secret.withUnsafeBytes { Data($0) }.base64EncodedString() }

    /// 16 hexadecimal digits that tell keys apart and say nothing about them.
    var id: String {
        derive("voice-agent key id", bytes: 8).withUnsafeBytes { bytes in
            bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        }
    }

    var columnKey: SymmetricKey { derive("voice-agent column encryption", bytes: 32) }

    var summary: String { "master key \(id)" }

    private func derive(_ purpose: String, bytes: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array(purpose.utf8), outputByteCount: bytes)
    }
}
