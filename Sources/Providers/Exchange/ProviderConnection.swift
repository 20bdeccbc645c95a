package import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends requests to one provider and gives every way of failing a name. Redirects are not followed: they would carry the key away.
package struct ProviderConnection: Sendable {
    /// AsyncHTTPClient wants a deadline of its own; ours is always earlier.
    private static let outerDeadline = TimeAmount.hours(3)

    /// Who is asked.
    package let identity: ProviderIdentity
    /// The time deadlines are measured by.
    package let clock: ProviderClock
    private let settings: ProviderSettings
    private let http: HTTPClient

    /// A connection over a client of ``ProviderClients``.
    package init(service: ProviderService, settings: ProviderSettings, http: HTTPClient, clock: ProviderClock = .system) {
        identity = ProviderIdentity(service: service, provider: settings.name, model: settings.model)
        self.settings = settings
        self.http = http
        self.clock = clock
    }

    /// A failure of this provider without an answer.
    package func failure(_ kind: FailureKind) -> ProviderFailure {
        ProviderFailure(kind, of: identity)
    }

    /// Sends and reads the whole answer, all within `deadline`; an answer over `maximumBytes` is unreadable.
    package func exchange(
        _ request: ProviderRequest, deadline: Duration, maximumBytes: Int
    ) async throws(ProviderFailure) -> ProviderAnswer {
        let started = clock.now()
        defer { ProviderMeter.time(identity, started.duration(to: clock.now())) }
        do {
            return try await Deadline.run(deadline, clock: clock) {
                let response = try await open(request)
                let body = try await Self.collect(response.body, upTo: maximumBytes)
                guard let body else { throw FailureKind.unreadableAnswer }
                return ProviderAnswer(contentType: Self.contentType(of: response), body: body)
            }
        } catch {
            throw failure(of: error)
        }
    }

    /// Sends and hands the answer to `reader` as it comes, under all of `deadlines`.
    package func stream(
        _ request: ProviderRequest, deadlines: StreamDeadlines, maximumBytes: Int, reader: some StreamReader
    ) async throws(ProviderFailure) {
        let started = clock.now()
        defer { ProviderMeter.time(identity, started.duration(to: clock.now())) }
        let watch = StreamWatcher(StreamWatch(startedAt: started, deadlines: deadlines), clock: clock)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    var reader = reader
                    do {
                        try await read(try await open(request), upTo: maximumBytes, into: &reader, watch: watch)
                    } catch  where watch.isWhole && !(error is FailureKind) {
                        // What was asked for is there; a cut after that loses nothing.
                    }
                    try reader.end()
                }
                group.addTask { try await watch.untilLate() }
                try await group.next()
            }
        } catch {
            throw failure(of: error)
        }
    }

    private func read(
        _ response: HTTPClientResponse, upTo maximumBytes: Int, into reader: inout some StreamReader, watch: StreamWatcher
    ) async throws {
        try reader.begin(contentType: Self.contentType(of: response))
        var count = 0
        for try await chunk in response.body {
            count += chunk.readableBytes
            guard count <= maximumBytes else { throw FailureKind.unreadableAnswer }
            watch.handle(try reader.receive(Array(chunk.readableBytesView)))
        }
    }

    /// Sends; returns a good head or throws what the answer means. A kept connection that the server closed meanwhile costs one more try.
    private func open(_ request: ProviderRequest) async throws -> HTTPClientResponse {
        let response: HTTPClientResponse
        do {
            response = try await execute(request)
        } catch let error as HTTPClientError where error == .remoteConnectionClosed {
            response = try await execute(request)
        }
        guard !(200..<300).contains(response.status.code) else { return response }
        throw try await refusal(response)
    }

    private func execute(_ request: ProviderRequest) async throws -> HTTPClientResponse {
        var message = HTTPClientRequest(url: settings.baseURL + request.path)
        message.method = .POST
        message.headers.add(name: "content-type", value: request.contentType)
        message.headers.add(name: "accept", value: request.accept)
        if let key = settings.apiKey { message.headers.add(name: "authorization", value: "Bearer \(key)") }
        message.body = .bytes(request.body)
        return try await http.execute(message, timeout: Self.outerDeadline)
    }

    private func refusal(_ response: HTTPClientResponse) async throws -> ProviderFailure {
        let headers = response.headers
        let wait = RetryAfter.wait(
            milliseconds: headers.first(name: "retry-after-ms"), value: headers.first(name: "retry-after"), answeredAt: headers.first(name: "date"))
        let body = try await Self.collect(response.body, upTo: ErrorAnswer.maximumBytes) ?? []
        let answer = ErrorAnswer(status: Int(response.status.code), retryAfter: wait, body: body)
        return ProviderFailure(
            answer.kind, of: identity, status: Int(response.status.code), code: answer.code,
            requestID: headers.first(name: "x-request-id").flatMap(Self.safeID))
    }

    /// Nil when there is more than allowed.
    private static func collect(_ body: HTTPClientResponse.Body, upTo limit: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= limit else { return nil }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    private static func contentType(of response: HTTPClientResponse) -> String {
        let value = response.headers.first(name: "content-type") ?? ""
        return value.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    }

    private static func safeID(_ text: String) -> String? {
        let isSafe = text.utf8.allSatisfy { (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
        return isSafe && !text.isEmpty && text.utf8.count <= 80 ? text : nil
    }

    private func failure(of error: any Error) -> ProviderFailure {
        switch error {
        case let failure as ProviderFailure: failure
        case let kind as FailureKind: self.failure(kind)
        case is DeadlinePassed: self.failure(.timeout)
        case is CancellationError: self.failure(.cancelled)
        case let error as HTTPClientError where error == .cancelled: self.failure(.cancelled)
        case let error as HTTPClientError where [.deadlineExceeded, .readTimeout, .writeTimeout].contains(error): self.failure(.timeout)
        default: self.failure(.connection)
        }
    }
}
