import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of one store and their rights: nobody but the owner may read any of them.
struct StoreFiles: Sendable {
    let directory: String

    var lock: String { directory + "/lock" }
    var database: String { directory + "/voice-agent.sqlite" }
    var masterKey: String { directory + "/master.key" }

    /// Makes the directory with mode 0700. One that was there is tightened if it is ours; where it is not (a mounted volume), its files still are
    /// 0600.
    func prepare() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(.directoryUnusable, "cannot make the directory \(directory): set STORAGE_PATH to one this user may write to")
        }
        _ = chmod(directory, 0o700)
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            throw StoreError(
                .directoryUnusable, "cannot write to \(directory): give it to the user this program runs as, or set STORAGE_PATH to another directory"
            )
        }
    }

    /// SQLite gives its log the rights of the database file, so that file is made here first.
    func touchDatabase() throws(StoreError) {
        let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.directoryUnusable, "cannot write \(database): give it to the user this program runs as", detail: "errno \(errno)")
        }
        _ = fchmod(descriptor, 0o600)
        _ = closeDescriptor(descriptor)
    }

    /// Bytes of a file; 0 when it is not there.
    static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
