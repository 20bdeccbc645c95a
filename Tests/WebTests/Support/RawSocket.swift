import NIOCore
import NIOPosix

/// A plain TCP connection to the server: says what it is told to, and hears until the other end closes.
struct RawSocket {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    static func open(port: Int) async throws -> RawSocket {
        RawSocket(
            channel: try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
            })
    }

    /// Sends the text, sends nothing more, and returns all that is answered before the server closes.
    /// - Parameter reply: what is sent once an answer holds that text.
    static func talk(port: Int, _ text: String, reply: (to: String, text: String)? = nil) async throws -> String {
        let socket = try await open(port: port)
        return try await socket.channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var heard = ""
            var reply = reply
            do {
                for try await part in inbound {
                    heard += String(buffer: part)
                    guard let next = reply, heard.contains(next.to) else { continue }
                    reply = nil
                    try await outbound.write(ByteBuffer(string: next.text))
                }
            } catch is IOError {
                // A connection that is reset has ended as well; what was heard before counts.
            }
            return heard
        }
    }
}
