import CCurl

/// One request and its answer through libcurl, blocking. Used by one thread from beginning to end; libcurl's callbacks come on that thread.
final class Transfer {
    /// How it ended: what the head demanded, or what broke.
    enum Outcome: Sendable, Equatable {
        case ended(FetchError?)
        case follow(location: String)
        case startOver
    }

    private(set) var download: Download
    private let part: PartFile
    private let address: WebAddress
    private let gate: SocketGate
    private let stop: StopFlag
    private var head = ResponseHead()
    private var verdict: Download.HeadVerdict?
    /// Why one of the callbacks ended the transfer.
    private var refusal: FetchError?

    init(_ download: Download, to part: PartFile, from address: WebAddress, rules: AddressRules, stop: StopFlag) {
        self.download = download
        self.part = part
        self.address = address
        self.stop = stop
        gate = SocketGate(rules: rules, address: address)
    }

    func run(options: TransferOptions) -> Outcome {
        // A plain address would be refused at the socket anyway; this spares the look-up.
        guard address.isEncrypted || options.policy.allowsLoopback else { return .ended(FetchError(.addressRefused)) }
        guard CurlLibrary.isReady, let handle = curl_easy_init() else { return .ended(FetchError(.unreachable)) }
        defer { curl_easy_cleanup(handle) }
        let lists = CurlLists()
        guard options.apply(to: handle, address: address, request: download.request, lists: lists), attach(to: handle) else {
            return .ended(FetchError(.badAddress))
        }
        let code = curl_easy_perform(handle)
        return outcome(code, hasConnected: ccurl_connect_time(handle) > 0)
    }

    private func outcome(_ code: CURLcode, hasConnected: Bool) -> Outcome {
        if gate.hasRefused { return .ended(FetchError(.addressRefused)) }
        switch verdict {
        case .follow(let location): return .follow(location: location)
        case .startOver: return .startOver
        case .fail(let error): return .ended(error)
        case .write, nil: break
        }
        if let refusal { return .ended(refusal) }
        if code == CURLE_OK { return .ended(verdict == nil ? FetchError(.badAnswer) : nil) }
        return .ended(FetchError(Self.meaning(of: code, hasConnected: hasConnected)))
    }

    private static func meaning(of code: CURLcode, hasConnected: Bool) -> FetchError.Code {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: .badAddress
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
        case CURLE_COULDNT_CONNECT: .unreachable
        case CURLE_OPERATION_TIMEDOUT: hasConnected ? .tooSlow : .unreachable
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER: .tls
        // An answer without a head is HTTP/0.9 to libcurl, which it no longer speaks.
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM: .badAnswer
        case CURLE_ABORTED_BY_CALLBACK: .cancelled
        default: .cut
        }
    }

    private func attach(to handle: UnsafeMutableRawPointer) -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let steps = [
            ccurl_set_head_function(handle, { data, _, count, context in Transfer.from(context)?.take(head: data, count: count) ?? 0 }, context),
            ccurl_set_body_function(handle, { data, _, count, context in Transfer.from(context)?.take(body: data, count: count) ?? 0 }, context),
            ccurl_set_socket_function(
                handle,
                { context, _, target in
                    guard let target, let transfer = Transfer.from(context) else { return curl_socket_t(-1) }
                    return transfer.gate.open(target)
                }, context),
            ccurl_set_progress_function(handle, { context, _, _, _, _ in Transfer.from(context)?.mayGoOn == true ? 0 : 1 }, context),
        ]
        return steps.allSatisfy { $0 == CURLE_OK }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private var mayGoOn: Bool { !stop.isSet && !gate.hasRefused }

    /// One line of the head. Anything but `count` ends the transfer.
    private func take(head data: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        guard let data, verdict == nil else { return count }
        let line = UnsafeRawBufferPointer(start: data, count: count)
        guard head.handle(line: Array(line)) else { return end(FetchError(.badAnswer)) }
        guard head.isComplete else { return count }
        if gate.hasRefused { return end(FetchError(.addressRefused)) }
        let verdict = download.handle(head)
        self.verdict = verdict
        // A refused or redirected answer's body is not read.
        guard case .write(let offset) = verdict else { return -1 }
        do {
            try part.rewind(to: offset)
        } catch {
            return end(error)
        }
        if offset == 0 { part.note(download.validator) }
        return count
    }

    private func take(body data: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        guard let data, count > 0 else { return count }
        let bytes = UnsafeRawBufferPointer(start: data, count: count).bindMemory(to: UInt8.self)
        if let error = download.handle(body: bytes) { return end(error) }
        return part.write(bytes) ? count : end(FetchError(.disk))
    }

    /// libcurl reads any other number than that of the bytes as "stop".
    private func end(_ error: FetchError) -> Int {
        refusal = error
        return -1
    }
}
