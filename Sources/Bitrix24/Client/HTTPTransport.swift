import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends one request and reads one answer, and tells apart what surely was not sent from what perhaps was executed. Logs nothing:
/// addresses of the authorisation server carry secrets.
struct HTTPTransport: Sendable {
    let http: HTTPClient
    let policy: BitrixPolicy

    /// Posts JSON.
    func post(_ url: String, json: [UInt8], headers: [(String, String)] = []) async throws(BitrixError) -> HTTPAnswer {
        let mark = SentMark()
        var request = self.request(url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .stream(MarkedBody(bytes: ByteBuffer(bytes: json), mark: mark), length: .known(Int64(json.count)))
        return try await send(request, within: policy.requestTimeout, mark: mark)
    }

    /// Gets; whether it was executed is not told apart, since nothing the client gets has an effect twice.
    func get(_ url: String) async throws(BitrixError) -> HTTPAnswer {
        let mark = SentMark()
        mark.set()
        return try await send(request(url), within: policy.oauthTimeout, mark: mark)
    }

    private func request(_ url: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "User-Agent", value: policy.userAgent)
        request.headers.add(name: "Accept", value: "application/json")
        return request
    }

    private func send(_ request: HTTPClientRequest, within limit: Duration, mark: SentMark) async throws(BitrixError) -> HTTPAnswer {
        let response: HTTPClientResponse
        let body: ByteBuffer
        do {
            response = try await http.execute(request, timeout: TimeAmount(limit))
            body = try await response.body.collect(upTo: policy.maxAnswerBytes)
        } catch {
            throw Self.error(for: error, sent: mark.isSet)
        }
        // The client may have been made to follow redirects; an answer that came that way is nobody's we asked.
        guard response.history.count <= 1 else { throw BitrixError(BitrixErrorCode.portalMoved, execution: .unknown) }
        return HTTPAnswer(status: Int(response.status.code), body: Array(body.readableBytesView), headers: response.headers)
    }

    /// The error for what the HTTP client threw.
    static func error(for error: any Error, sent: Bool) -> BitrixError {
        if error is CancellationError || error as? HTTPClientError == .cancelled {
            return BitrixError(BitrixErrorCode.cancelled, execution: sent ? .unknown : .notExecuted, isRetryable: !sent)
        }
        guard sent else { return BitrixError(BitrixErrorCode.unreachable, execution: .notExecuted, isRetryable: true) }
        if error is NIOTooManyBytesError { return BitrixError(BitrixErrorCode.answerTooLarge, execution: .unknown) }
        let timeouts: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .writeTimeout]
        if let known = error as? HTTPClientError, timeouts.contains(known) {
            return BitrixError(BitrixErrorCode.timedOut, execution: .unknown)
        }
        return BitrixError(BitrixErrorCode.connectionCut, execution: .unknown)
    }
}
