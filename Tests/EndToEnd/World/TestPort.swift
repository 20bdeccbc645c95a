import Synchronization

@testable import VoiceAgent

/// Ports for servers under test. They lie below those that the system gives to outgoing connections and no two tests get the same, so that nobody takes
/// one between its choice and its use, or while its server is down.
enum TestPort {
    private static let range = 20_000..<30_000
    private static let next = Mutex(Int.random(in: range))

    /// - Throws: when no port of the range is free.
    static func take() throws -> Int {
        for _ in range {
            let port = next.withLock { next in
                defer { next = next + 1 < range.upperBound ? next + 1 : range.lowerBound }
                return next
            }
            if FreePort.orAny(port) == port { return port }
        }
        throw Failure("no port from \(range.lowerBound) to \(range.upperBound) is free")
    }
}
