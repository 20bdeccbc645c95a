import NIOCore
import NIOPosix
import Synchronization

/// A plain TCP connection to the server: says what it is told to, and hears until the other end closes.
enum RawSocket {
    /// What is sent once an answer holds a text.
    struct Reply: Sendable {
        let to: String
        let text: String
    }

    /// Sends the text as soon as the connection stands, sends nothing more, and returns all that is answered before the server closes.
    static func talk(port: Int, _ text: String, reply: Reply? = nil) async throws -> String {
        let heard = Heard()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Talker(text, reply, heard)) }
        }.connect(host: "127.0.0.1", port: port).get()
        try? await channel.closeFuture.get()
        return heard.text
    }

    private final class Heard: Sendable {
        private let parts = Mutex("")
        var text: String { parts.withLock { $0 } }
        func add(_ part: String) { parts.withLock { $0 += part } }
    }

    private final class Talker: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let text: String
        private var reply: Reply?
        private let heard: Heard

        init(_ text: String, _ reply: Reply?, _ heard: Heard) {
            self.text = text
            self.reply = reply
            self.heard = heard
        }

        func channelActive(context: ChannelHandlerContext) {
            if !text.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard.add(String(buffer: unwrapInboundIn(data)))
            guard let next = reply, heard.text.contains(next.to) else { return }
            reply = nil
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: next.text)), promise: nil)
        }

        /// A connection that is reset has ended as well; what was heard before counts.
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
