import Hummingbird
import NIOCore

/// What travels with one request.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection the request came by.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Whether the other end of the connection is this machine.
    var peerIsLoopback: Bool { channel.remoteAddress?.ipAddress.map(LoopbackName.isLoopbackAddress) ?? false }
}
