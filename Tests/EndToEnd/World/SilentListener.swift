import Foundation
import Synchronization

@testable import VoiceAgent

#if canImport(Glibc)
    import Glibc
#endif

/// Listens at a Unix socket and hangs up on everybody who comes, as a server does that is killed just then.
final class SilentListener: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32?>

    init(_ path: String) throws {
        self.path = path
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        unlink(path)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 }
        }
        guard listener >= 0, isBound, listen(listener, 8) == 0 else { throw Failure("the listener could not be opened: errno \(errno)") }
        descriptor = Mutex(listener)
        Thread.detachNewThread {
            while true {
                let guest = accept(listener, nil, nil)
                guard guest >= 0 else { return }
                Glibc.close(guest)
            }
        }
    }

    deinit { end() }

    /// Nobody listens any more.
    func end() {
        let listener = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let listener else { return }
        // Wakes the thread that accepts.
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
        unlink(path)
    }
}
