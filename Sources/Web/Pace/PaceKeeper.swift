import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// The body of a request did not come in time.
struct SlowBody: Error {}

/// Holds one connection to its ``RequestPace``. It stands where requests are already parsed; ``ByteCounter`` in front of it says that bytes came.
final class PaceKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let uploadPaths: Set<String>
    private let linger: TimeAmount
    private var pace: RequestPace
    private var timer: Scheduled<Void>?

    /// - Parameters:
    ///   - uploadPaths: where bodies may take long.
    ///   - linger: how long the other end may take to read why it is refused.
    init(limits: PaceLimits, uploadPaths: Set<String>, linger: TimeAmount) {
        self.uploadPaths = uploadPaths
        self.linger = linger
        pace = RequestPace(limits: limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let counter = ByteCounter { [weak self] count in self?.tell(.bytes(count), context) }
        // Without it bodies and heads still end in time, only silence cannot be told from a slow head.
        try? context.pipeline.syncOperations.addHandler(counter, position: .first)
        if context.channel.isActive { tell(.opened, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        tell(.opened, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        sleep()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { sleep() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): tell(.head(isUpload: isUpload(head)), context)
        case .body: break
        case .end: tell(.end, context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        if isEnd { tell(.answered, context) }
    }

    private func isUpload(_ head: HTTPRequest) -> Bool {
        uploadPaths.contains(String((head.path ?? "").prefix { $0 != "?" }))
    }

    private func tell(_ event: RequestPace.Event, _ context: ChannelHandlerContext) {
        switch pace.handle(event, at: .now()) {
        case .wake(let moment): wake(at: moment, context)
        case .sleep: sleep()
        case .close: context.close(promise: nil)
        case .refuseHead: refuse(context)
        case .failBody: fail(context)
        case nil: break
        }
    }

    private func wake(at moment: NIODeadline, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: moment) { [weak self] in
            self?.timer = nil
            self?.tell(.timer, context)
        }
    }

    private func sleep() {
        timer?.cancel()
        timer = nil
    }

    /// No handler of a request knows of it yet: it is answered here.
    private func refuse(_ context: ChannelHandlerContext) {
        let problem = Problem.tooSlow
        let body = ByteBuffer(bytes: problem.document)
        let fields: HTTPFields = [
            .contentType: Problem.mediaType, .cacheControl: "no-store", .connection: "close", .contentLength: "\(body.readableBytes)",
        ]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: problem.status, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    /// The handler meets the error where it reads the body, and answers; should it not, the connection ends all the same.
    private func fail(_ context: ChannelHandlerContext) {
        context.fireErrorCaught(SlowBody())
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: linger) { context.close(promise: nil) }
    }
}

/// Counts what comes before it is parsed.
final class ByteCounter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let count: (Int) -> Void

    init(count: @escaping (Int) -> Void) { self.count = count }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }
}
