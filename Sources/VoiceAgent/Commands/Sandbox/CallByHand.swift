import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox

/// Asks running stand-ins to play a made-up call to whoever is installed there.
struct CallByHand {
    /// The stand-in CRM, without a slash at the end.
    let portal: String

    /// What was played.
    struct Receipt: Decodable, Equatable {
        let callId: String
        let phone: String
        /// Length of the recording; 0 for a missed call.
        let seconds: Int
    }

    private struct Refusal: Decodable {
        let error: String
    }

    /// The stand-ins wait for the application's answer to each of three events, in seconds.
    private static let answerSeconds: Int64 = 60
    private static let answerBytesMax = 64 * 1024

    /// - Throws: ``Failure`` that says what to do.
    func place(kind: CallKind, seed: UInt64, phone: String?) async throws -> Receipt {
        let absent = "no stand-in CRM answers at \(portal): start voice-agent sandbox or voice-agent demo, and give its address with --to"
        var request = HTTPClientRequest(url: portal + SandboxPortal.callPath)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        request.body = .bytes(ByteBuffer(string: "kind=\(kind.rawValue)&seed=\(seed)" + (phone.map { "&phone=\(Self.escaped($0))" } ?? "")))
        guard let (status, body) = await send(request) else { throw Failure(absent) }
        if status == .created, let receipt = try? JSONDecoder().decode(Receipt.self, from: body) { return receipt }
        guard let refusal = try? JSONDecoder().decode(Refusal.self, from: body) else { throw Failure(absent) }
        throw Failure(refusal.error, code: status == .badRequest ? Exit.usage : Exit.failure)
    }

    /// - Returns: `nil` when nobody answers.
    private func send(_ request: HTTPClientRequest) async -> (status: HTTPResponseStatus, body: Data)? {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Nobody there is the answer: a person waits for it.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var heard: (HTTPResponseStatus, Data)?
        if let answer = try? await client.execute(request, timeout: .seconds(Self.answerSeconds)),
            let body = try? await answer.body.collect(upTo: Self.answerBytesMax)
        {
            heard = (answer.status, Data(body.readableBytesView))
        }
        try? await client.shutdown()
        return heard
    }

    private static func escaped(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
