package import HTTPTypes
package import Hummingbird
import NIOCore
import ServiceLifecycle

extension Response {
    /// A whole answer.
    package static func text(_ body: String, status: HTTPResponse.Status = .ok, type: String = "application/json", headers: HTTPFields = [:])
        -> Response
    {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    /// A streamed answer in exactly these writes; afterwards it ends as told.
    package static func stream(_ writes: [[UInt8]], type: String = "text/event-stream", then ending: StreamEnding = .close) -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody { writer in
                for bytes in writes { try await writer.write(ByteBuffer(bytes: bytes)) }
                switch ending {
                case .close: break
                case .cut: throw Cut()
                case .cutAfter(let gate):
                    await gate.pass()
                    throw Cut()
                case .stall: await forever()
                }
                try await writer.finish(nil)
            })
    }

    /// No answer until the test is over.
    package static func never() async -> Response {
        await forever()
        return Response(status: .ok)
    }
}

/// How a streamed answer ends.
package enum StreamEnding: Sendable {
    case close
    case cut
    /// Cut when the gate opens: what was written before has then been read.
    case cutAfter(Gate)
    case stall
}

private struct Cut: Error {}

/// Returns when the server is told to stop.
private func forever() async {
    try? await gracefulShutdown()
}
