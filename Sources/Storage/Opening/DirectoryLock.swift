import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An exclusive `flock(2)` on a file. The kernel drops it when the process ends in whatever way, so a killed one leaves no lock behind.
final class DirectoryLock: Sendable {
    private let descriptor: Mutex<Int32?>

    init(path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.directoryUnusable, "cannot write \(path): give it to the user this program runs as", detail: "errno \(errno)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            _ = closeDescriptor(descriptor)
            throw StoreError(
                .locked, "another voice-agent\(holder) uses this directory (\(path) is locked): stop it, or set STORAGE_PATH to another directory")
        }
        Self.note(processID: getpid(), descriptor)
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    func release() {
        let held = descriptor.withLock { value in
            defer { value = nil }
            return value
        }
        if let held { _ = closeDescriptor(held) }
    }

    /// The id of the process is written for the one that finds the lock taken; nothing else reads it.
    private static func note(processID: Int32, _ descriptor: Int32) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        let text = Array("\(processID)\n".utf8)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 1, let processID = Int32(String(decoding: bytes[..<(count - 1)], as: UTF8.self)) else { return "" }
        return " (process \(processID))"
    }
}
