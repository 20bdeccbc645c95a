import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The master key of an installation that configured none: base64 on one line, readable by its owner alone.
struct MasterKeyFile: Sendable {
    let path: String

    /// The key, or nil if there is no file.
    /// - Throws: `keyUnusable` if others may read the file or it holds no key.
    func read() throws(StoreError) -> MasterKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StoreError(.keyUnusable, "cannot read \(path): give it to the user this program runs as", detail: "errno \(errno)")
        }
        defer { _ = closeDescriptor(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw StoreError(.keyUnusable, "others may read \(path): run `chmod 600` on it, and change the key if they did")
        }
        var bytes = [UInt8](repeating: 0, count: StoreLimit.keyFileBytes)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { throw StoreError(.keyUnusable, "\(path) is empty: restore it from a backup") }
        return try MasterKey(base64: String(decoding: bytes[..<count], as: UTF8.self), name: path)
    }

    /// Writes the key so that after a crash there is either no file or a whole one.
    /// - Throws: `directoryUnusable`.
    func write(_ key: MasterKey) throws(StoreError) {
        let partial = path + ".new"
        _ = unlink(partial)
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure() }
        let text = Array((key.base64 + "\n").utf8)
        let isWritten = pwrite(descriptor, text, text.count, 0) == text.count && fsync(descriptor) == 0
        guard closeDescriptor(descriptor) == 0, isWritten, rename(partial, path) == 0 else { throw failure() }
        let directory = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw failure() }
        defer { _ = closeDescriptor(directory) }
        guard fsync(directory) == 0 else { throw failure() }
    }

    private func failure() -> StoreError {
        StoreError(
            .directoryUnusable, "cannot write \(path): check the directory's owner and free space, or set STORAGE_MASTER_KEY",
            detail: "errno \(errno)")
    }
}
