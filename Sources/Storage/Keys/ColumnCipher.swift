import Crypto
import Foundation

/// Where a sealed value lives. It is bound to the place, so that a ciphertext copied into another column or another portal's row does not open there.
struct SealedPlace: Sendable, Equatable {
    let table: String
    let column: String
    let memberID: String
    let clientID: String

    /// Each part with its length before it, so that no two places have the same bytes.
    func associatedData(keyID: String) -> [UInt8] {
        [table, column, memberID, clientID, keyID].flatMap { part in Array("\(part.utf8.count):\(part)|".utf8) }
    }
}

/// AES-256-GCM (NIST SP 800-38D) over single column values: a format byte, then nonce, ciphertext and tag.
struct ColumnCipher: Sendable, Discreet {
    private static let format: UInt8 = 1
    private static let nonceBytes = 12

    let keyID: String
    private let key: SymmetricKey
    private let random: @Sendable (Int) -> [UInt8]

    init(_ master: MasterKey, random: @escaping @Sendable (Int) -> [UInt8]) {
        keyID = master.id
        key = master.columnKey
        self.random = random
    }

    var summary: String { "column cipher \(keyID)" }

    /// - Throws: `failed` if the random source gives too few bytes.
    func seal(_ plain: some DataProtocol, at place: SealedPlace) throws(StoreError) -> Data {
        do {
            let nonce = try AES.GCM.Nonce(data: random(Self.nonceBytes))
            let box = try AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: place.associatedData(keyID: keyID))
            return Data([Self.format]) + Data(nonce) + box.ciphertext + box.tag
        } catch { throw StoreError(.failed, "a value could not be encrypted: check the system's random source", detail: "\(type(of: error))") }
    }

    func seal(_ text: String, at place: SealedPlace) throws(StoreError) -> Data { try seal(Array(text.utf8), at: place) }

    /// - Throws: `secretUnreadable` if the value was sealed under another key or for another place, or was altered.
    func open(_ sealed: Data, at place: SealedPlace) throws(StoreError) -> [UInt8] {
        do {
            guard sealed.first == Self.format else { throw CryptoKitError.authenticationFailure }
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return Array(try AES.GCM.open(box, using: key, authenticating: place.associatedData(keyID: keyID)))
        } catch {
            throw StoreError(
                .secretUnreadable, "a secret in the table \(place.table) does not decrypt: restore a backup, or install the app in that portal again")
        }
    }

    func openText(_ sealed: Data, at place: SealedPlace) throws(StoreError) -> String {
        String(decoding: try open(sealed, at: place), as: UTF8.self)
    }
}
