import HTTPTypes
import Hummingbird
import NIOCore

/// Joins the stand-in services to the HTTP server.
struct SpeechResponder: HTTPResponder {
    let service: SandboxSpeechService

    /// Keeps the channel at hand, because some faults end the connection.
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) { channel = source.channel }
    }

    /// Ends an answer early.
    private struct ConnectionCut: Error {}

    func respond(to request: Request, context: Context) async throws -> Response {
        let path = (request.head.path ?? "/").split(separator: "?", maxSplits: 1).first.map(String.init) ?? "/"
        let body = try? await request.body.collect(upTo: SandboxSpeechService.bodyMax)
        let ask = SpeechAsk(
            method: request.method.rawValue, path: path, authorization: request.headers[.authorization], contentType: request.headers[.contentType],
            body: body.map { Array($0.readableBytesView) })
        let (answer, pause) = await service.answer(ask)
        try await pause.first()
        if answer.isCut, answer.status == 0 {
            try await context.channel.close()
            throw ConnectionCut()
        }
        return Response(status: .init(code: answer.status), headers: headers(answer), body: responseBody(answer, pause, context.channel))
    }

    private func headers(_ answer: SpeechAnswer) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = answer.contentType
        for (name, value) in answer.headers.merging(["x-sandbox": "stand-in", "openai-processing-ms": "1"], uniquingKeysWith: { own, _ in own }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    private func responseBody(_ answer: SpeechAnswer, _ pause: SpeechPause, _ channel: any Channel) -> ResponseBody {
        switch answer.body {
        case .whole(let bytes) where answer.isCut:
            return ResponseBody(contentLength: bytes.count) { writer in
                try await writer.write(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
                try await channel.close()
                throw ConnectionCut()
            }
        case .whole(let bytes):
            return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .events(let events):
            return ResponseBody { writer in
                for (index, event) in events.enumerated() {
                    if index > 0 { try await pause.next() }
                    try await writer.write(ByteBuffer(string: event))
                }
                try await writer.finish(nil)
            }
        }
    }
}
