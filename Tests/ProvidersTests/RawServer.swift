import NIOCore
import NIOPosix
import Synchronization

/// A listener below HTTP, for what a well-behaved server never does. `talk` gets the number of the connection when something was read.
enum RawServer {
    enum Act: Sendable { case stayingSilent, closing, saying(String) }

    static func run<Result: Sendable>(
        _ talk: @escaping @Sendable (Int) -> Act, _ body: @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let count = Mutex(0)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let number = count.withLock { count in
                        defer { count += 1 }
                        return count
                    }
                    try channel.pipeline.syncOperations.addHandler(Talker(act: talk(number)))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(channel.localAddress?.port ?? 0)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }
}

private final class Talker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let act: RawServer.Act

    init(act: RawServer.Act) {
        self.act = act
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch act {
        case .stayingSilent: break
        case .closing: context.close(promise: nil)
        case .saying(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}
