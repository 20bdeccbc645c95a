import Testing

@testable import Fetch

/// The decisions alone, without a socket or a file.
@Suite struct DownloadCoreTests {
    static func head(_ lines: String...) -> ResponseHead {
        var head = ResponseHead()
        for line in lines + [""] { _ = head.handle(line: Array("\(line)\r\n".utf8)) }
        return head
    }

    @Test("A head is read whatever the case and the blanks of its lines")
    func headLines() {
        let head = Self.head("HTTP/2 206", "CONTENT-LENGTH:  40 ", "content-range: bytes 60-99/100", "ETag: \"a b\"", "retry-after: soon", "noise")
        #expect(head.isComplete && head.status == 206 && head.contentLength == 40 && head.retryAfter == nil)
        #expect(head.contentRange == ContentRange("bytes 60-99/100") && head.entityTag == "\"a b\"")
        #expect(Self.head("HTTP/1.1 200 OK", "Content-Length: -5").contentLength == nil)
        #expect(!Self.head("HTTP/1.1 100 Continue").isComplete)
    }

    @Test("The limit of a head counts what came before it")
    func headLimit() {
        var head = ResponseHead()
        let interim = Array("HTTP/1.1 103 Early\r\n".utf8)
        var taken = 0
        while head.handle(line: interim) { taken += 1 }
        #expect(taken == ResponseHead.maxBytes / interim.count)
    }

    @Test(
        "A range that contradicts itself is none",
        arguments: ["bytes 5-4/10", "bytes 0-10/10", "bytes */10", "items 0-9/10", "bytes 0-9", "bytes -1-9/10", "0-9/10", "bytes 0-x/*"])
    func badRange(text: String) { #expect(ContentRange(text) == nil) }

    @Test("A range of an unknown whole is one")
    func openRange() { #expect(ContentRange("bytes 5-9/*").map { $0.first == 5 && $0.last == 9 && $0.total == nil } == true) }

    @Test("A download without any proof begins at the start in each attempt")
    func noProof() {
        var download = Download(policy: FetchPolicy())
        #expect(download.begin() == Download.Request(offset: 0, condition: nil))
        #expect(download.handle(Self.head("HTTP/1.1 200 OK")) == .write(offset: 0))
        #expect(feed(Downloads.recording(100), to: &download) == nil)
        #expect(download.handle(end: FetchError(.cut)) == .resume)
        #expect(download.begin() == Download.Request(offset: 0, condition: nil))
    }

    @Test("A break behind the last byte breaks nothing")
    func lateBreak() {
        var download = Download(policy: FetchPolicy())
        _ = download.begin()
        _ = download.handle(Self.head("HTTP/1.1 200 OK", "Content-Length: 100"))
        #expect(feed(Downloads.recording(100), to: &download) == nil)
        #expect(download.handle(end: FetchError(.cut)) == .done(Fetched(bytes: 100, media: .wav)))
    }

    @Test("An end before the announced length is a cut, though the connection ended in order")
    func shortEnd() {
        var download = Download(policy: FetchPolicy(maxAttempts: 1))
        _ = download.begin()
        _ = download.handle(Self.head("HTTP/1.1 200 OK", "Content-Length: 100"))
        #expect(feed(Downloads.recording(99), to: &download) == nil)
        #expect(download.handle(end: nil) == .fail(FetchError(.cut)))
    }

    @Test("Attempts are counted over beginnings and resumptions alike")
    func attempts() {
        var download = Download(policy: FetchPolicy(maxAttempts: 3))
        for attempt in 1...3 {
            _ = download.begin()
            _ = download.handle(Self.head("HTTP/1.1 200 OK", "ETag: \"v\(attempt)\"", "Content-Length: 100"))
            _ = feed(Downloads.recording(50), to: &download)
            #expect(download.handle(end: FetchError(.tooSlow)) == (attempt < 3 ? .resume : .fail(FetchError(.tooSlow))))
        }
    }

    @Test("Bytes are judged in whatever portions they come", arguments: [1, 5, 11, 12, 13])
    func portions(size: Int) {
        var download = Download(policy: FetchPolicy())
        _ = download.begin()
        _ = download.handle(Self.head("HTTP/1.1 200 OK"))
        let recording = Downloads.recording(100)
        for start in stride(from: 0, to: 100, by: size) { #expect(feed(Array(recording[start..<min(100, start + size)]), to: &download) == nil) }
        #expect(download.handle(end: nil) == .done(Fetched(bytes: 100, media: .wav)))
    }

    @Test("A rest that would exceed the limit is refused")
    func largeRest() {
        var download = Download(policy: FetchPolicy(maxBytes: 200))
        download.adopt(bytes: 100, prefix: Array(Downloads.recording(12)), validator: Validator(entityTag: "\"v1\""))
        #expect(download.begin() == Download.Request(offset: 100, condition: "\"v1\""))
        #expect(download.handle(Self.head("HTTP/1.1 206 Partial", "Content-Range: bytes 100-300/301")) == .fail(FetchError(.tooLarge)))
    }

    @Test("A leftover that cannot be a part of this recording is not adopted")
    func leftover() {
        let prefix = Array(Downloads.recording(12))
        let cases: [(Int, [UInt8], Validator)] = [
            (5, prefix, Validator(entityTag: "\"v\"")), (100, Array("<!DOCTYPE ht".utf8), Validator(entityTag: "\"v\"")),
            (100, prefix, Validator(entityTag: "\"v\"", total: 100)), (500, prefix, Validator(entityTag: "\"v\"")),
        ]
        for (bytes, prefix, validator) in cases {
            var download = Download(policy: FetchPolicy(maxBytes: 400))
            download.adopt(bytes: bytes, prefix: prefix, validator: validator)
            #expect(download.begin().offset == 0)
        }
    }

    private func feed(_ bytes: [UInt8], to download: inout Download) -> FetchError? {
        bytes.withUnsafeBufferPointer { download.handle(body: $0) }
    }
}
