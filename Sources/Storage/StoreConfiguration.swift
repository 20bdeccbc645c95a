package import Foundation

/// What ``Store/open(_:)`` needs. Clock and random numbers come from here and from nowhere else.
package struct StoreConfiguration: Sendable, Discreet {
    /// STORAGE_PATH: made with mode 0700 if it is not there.
    package var directory: String
    /// STORAGE_MASTER_KEY: base64 of 32 bytes; nil takes `master.key` in the directory, which is made on first start.
    package var masterKey: String?
    /// STORAGE_MASTER_KEY_PREVIOUS: the key in use until now; what it encrypted is re-encrypted at open.
    package var previousMasterKey: String?
    package var now: @Sendable () -> Date
    /// As many unpredictable bytes as asked for; they become keys and nonces.
    package var random: @Sendable (Int) -> [UInt8]

    package init(
        directory: String, masterKey: String? = nil, previousMasterKey: String? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable (Int) -> [UInt8] = StoreConfiguration.systemRandom
    ) {
        self.directory = directory
        self.masterKey = masterKey
        self.previousMasterKey = previousMasterKey
        self.now = now
        self.random = random
    }

    /// Whether a text can be a master key; nothing is opened.
    /// - Parameter name: the setting it came from, for the error.
    /// - Throws: `keyUnusable`, unless it is base64 of 32 bytes.
    package static func checkMasterKey(_ base64: String, named name: String) throws(StoreError) {
        _ = try MasterKey(base64: base64, name: name)
    }

    package var summary: String { "storage in \(directory)" }

    /// Bytes of the operating system's generator.
    @Sendable package static func systemRandom(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
