import NIOCore
import Synchronization

/// Remembers whether a request's body was asked for, which happens only once a connection is up and the head is on its way: before that
/// moment nothing can have been executed.
final class SentMark: Sendable {
    private let sent = Mutex(false)

    var isSet: Bool { sent.withLock { $0 } }

    func set() { sent.withLock { $0 = true } }
}

/// A request body of one piece that sets the mark when it is sent.
struct MarkedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let bytes: ByteBuffer
    let mark: SentMark

    struct AsyncIterator: AsyncIteratorProtocol {
        var bytes: ByteBuffer?
        let mark: SentMark

        mutating func next() async -> ByteBuffer? {
            mark.set()
            defer { bytes = nil }
            return bytes
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(bytes: bytes, mark: mark)
    }
}
