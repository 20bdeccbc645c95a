/// One file on its way: which range to ask for, what to do with an answer, when to go on and when to give up. A core: the shell moves the bytes.
struct Download: Sendable {
    /// What the next request asks for.
    struct Request: Sendable, Equatable {
        /// Bytes that are on disk and not asked for again.
        let offset: Int
        /// `If-Range`, when `offset` is not 0.
        let condition: String?
    }

    /// What to do with an answer, known at the end of its head.
    enum HeadVerdict: Sendable, Equatable {
        /// Write the body from this offset on; what lies behind it on disk is void.
        case write(offset: Int)
        case follow(location: String)
        /// The answer does not fit the part on disk: drop the part and ask anew.
        case startOver
        case fail(FetchError)
    }

    /// What to do when a transfer has ended.
    enum EndVerdict: Sendable, Equatable {
        case done(Fetched)
        /// Go on from what is on disk.
        case resume
        case fail(FetchError)
    }

    private let maxBytes: Int
    private let maxAttempts: Int
    private let maxRedirects: Int

    private(set) var onDisk = 0
    private(set) var validator = Validator()
    private(set) var attempts = 0
    private var hops = 0
    private var prefix: [UInt8] = []
    private var media: MediaKind?
    /// Bytes of the file, when the server told.
    private var total: Int? { validator.total }

    init(policy: FetchPolicy) {
        maxBytes = max(1, policy.maxBytes)
        maxAttempts = max(1, policy.maxAttempts)
        maxRedirects = max(0, policy.maxRedirects)
    }

    /// A part that an earlier download left behind.
    mutating func adopt(bytes: Int, prefix: [UInt8], validator: Validator) {
        guard bytes >= MediaKind.prefixBytes, bytes <= maxBytes, validator.total.map({ bytes < $0 }) ?? true else { return }
        guard let media = MediaKind(prefix: prefix) else { return }
        (self.onDisk, self.prefix, self.media, self.validator) = (bytes, prefix, media, validator)
    }

    /// Begins an attempt. Without anything to prove that the file has not changed, it begins at the start.
    mutating func begin() -> Request {
        attempts += 1
        hops = 0
        if validator.condition == nil && total == nil { forget() }
        return request
    }

    /// The request of the present attempt; also that to the next hop.
    var request: Request { Request(offset: onDisk, condition: onDisk > 0 ? validator.condition : nil) }

    mutating func handle(_ head: ResponseHead) -> HeadVerdict {
        switch head.status {
        case 200: return begin(head)
        case 206: return goOn(head)
        case 416 where onDisk > 0: return startOver()
        case 301, 302, 303, 307, 308:
            guard let location = head.location else { return .fail(FetchError(.badAnswer)) }
            hops += 1
            return hops > maxRedirects ? .fail(FetchError(.tooManyRedirects)) : .follow(location: location)
        case 200...599: return .fail(FetchError(.http(head.status), retryAfter: head.retryAfter.map { .seconds($0) }))
        default: return .fail(FetchError(.badAnswer))
        }
    }

    /// The next bytes of the body; they are to be written only if this returns nil.
    mutating func handle(body: UnsafeBufferPointer<UInt8>) -> FetchError? {
        guard body.count <= maxBytes - onDisk else { return FetchError(.tooLarge) }
        if media == nil {
            prefix += body.prefix(MediaKind.prefixBytes - prefix.count)
            if prefix.count == MediaKind.prefixBytes {
                media = MediaKind(prefix: prefix)
                if media == nil { return FetchError(.notAudio) }
            }
        }
        onDisk += body.count
        return nil
    }

    /// - Parameter failure: what broke the transfer, nil when the server ended it in order.
    mutating func handle(end failure: FetchError?) -> EndVerdict {
        let error: FetchError
        // A connection that breaks behind the last byte has broken nothing.
        let isWhole = failure?.code == .cut && onDisk == total && media != nil
        if let failure, !isWhole {
            error = failure
        } else if let total, onDisk < total {
            error = FetchError(.cut)
        } else if onDisk == 0 {
            return .fail(FetchError(.empty))
        } else if let media {
            return .done(Fetched(bytes: onDisk, media: media))
        } else {
            return .fail(FetchError(.notAudio))
        }
        let canGoOn = error.code == .cut || error.code == .tooSlow
        return canGoOn && attempts < maxAttempts ? .resume : .fail(error)
    }

    /// The part on disk is of another file.
    mutating func forget() {
        (onDisk, prefix, media, validator) = (0, [], nil, Validator())
    }

    private mutating func begin(_ head: ResponseHead) -> HeadVerdict {
        forget()
        if let length = head.contentLength, length > maxBytes { return .fail(FetchError(.tooLarge)) }
        validator = Validator(entityTag: head.entityTag, lastModified: head.lastModified, total: head.contentLength)
        return .write(offset: 0)
    }

    private mutating func goOn(_ head: ResponseHead) -> HeadVerdict {
        guard onDisk > 0 else { return .fail(FetchError(.badAnswer)) }
        guard let range = head.contentRange, range.first == onDisk, validator.accepts(head, range: range) else { return startOver() }
        if let total = range.total, total > maxBytes { return .fail(FetchError(.tooLarge)) }
        if total == nil {
            validator = Validator(entityTag: validator.entityTag, lastModified: validator.lastModified, total: range.total)
        }
        return .write(offset: onDisk)
    }

    private mutating func startOver() -> HeadVerdict {
        forget()
        return attempts < maxAttempts ? .startOver : .fail(FetchError(.cut))
    }
}
