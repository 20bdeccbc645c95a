import Testing

@testable import Web

@Suite struct MultipartParserTests {
    /// What a whole body comes to: parts with their content, or the problem.
    struct Part: Equatable {
        var name: String
        var filename: String?
        var content: String
    }

    static let head = "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n"

    static func parse(_ body: String, boundary: String = "b", chunk: Int = .max) throws -> [Part] {
        var parser = MultipartParser(boundary: boundary)
        var parts: [Part] = []
        let bytes = Array(body.utf8)
        var start = 0
        repeat {
            let end = min(bytes.count, chunk == .max ? bytes.count : start + chunk)
            for event in try parser.feed(bytes[start..<end]) {
                switch event {
                case .partBegan(let head): parts.append(Part(name: head.name, filename: head.filename, content: ""))
                case .bytes(let bytes): parts[parts.count - 1].content += String(decoding: bytes, as: UTF8.self)
                case .partEnded: break
                }
            }
            start = end
        } while start < bytes.count
        try parser.finish()
        return parts
    }

    @Test(
        "A well-formed body is read the same however it is cut into chunks",
        arguments: [
            ("--b\r\n\(head)\r\nhello\r\n--b--\r\n", [Part(name: "file", filename: "a.wav", content: "hello")]),
            ("--b\r\n\(head)\r\n\r\n--b--", [Part(name: "file", filename: "a.wav", content: "")]),
            ("preamble\r\n--b\r\n\(head)\r\nhello\r\n--b--\r\nepilogue", [Part(name: "file", filename: "a.wav", content: "hello")]),
            ("--b \t\r\n\(head)\r\nx\r\n--b--", [Part(name: "file", filename: "a.wav", content: "x")]),
            ("--b\r\n\(head)\r\n\r\r\n\n-\r\n--\r\n--a\r\n--b--", [Part(name: "file", filename: "a.wav", content: "\r\r\n\n-\r\n--\r\n--a")]),
            (
                "--b\r\nContent-Disposition: form-data; name=language\r\n\r\nru\r\n--b\r\n\(head)\r\nhello\r\n--b--",
                [Part(name: "language", filename: nil, content: "ru"), Part(name: "file", filename: "a.wav", content: "hello")]
            ),
        ])
    func wellFormed(body: String, parts: [Part]) throws {
        for chunk in [1, 2, 3, 7, .max] { #expect(try Self.parse(body, chunk: chunk) == parts) }
    }

    @Test(
        "A malformed body is refused with its cause",
        arguments: [
            ("", MultipartProblem.noOpening),
            ("hello", .noOpening),
            (String(repeating: "x", count: 2000), .noOpening),
            ("--b\r\n\(head)\r\nhello", .truncated),
            ("--b\r\n\(head)\r\nhello\r\n--b", .truncated),
            ("--b\r\n\(head)\r\nhello\r\n--b-", .truncated),
            ("--bx\r\n\(head)\r\nhello\r\n--b--", .malformedDelimiter),
            ("--b\n\(head)\r\nhello\r\n--b--", .malformedDelimiter),
            ("--b\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nContent-Type: audio/wav\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nContent-Disposition: attachment; name=\"file\"\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nContent-Disposition : form-data; name=\"file\"\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nnonsense\r\n\r\nhello\r\n--b--", .malformedHead),
            ("--b\r\nX: \(String(repeating: "x", count: 9000))\r\n\r\nhello\r\n--b--", .headTooLarge),
            (String(repeating: "--b\r\n\(head)\r\nx\r\n", count: 17) + "--b--", .tooManyParts),
        ])
    func malformed(body: String, problem: MultipartProblem) {
        for chunk in [1, 5, .max] { #expect(throws: problem) { try Self.parse(body, chunk: chunk) } }
    }

    @Test(
        "The boundary is found in every form that RFC 2046 allows, and in no other",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b;c\"", "a b;c"),
            ("multipart/form-data;boundary=\"a\\\"b\"", "a\"b"), ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
            ("multipart/mixed; boundary=abc", nil), ("application/json", nil), ("", nil),
            ("multipart/form-data; boundary=" + String(repeating: "x", count: 71), nil), ("multipart/form-data; boundary=ключ", nil),
        ])
    func boundary(contentType: String, expected: String?) {
        #expect((try? MultipartBoundary.find(in: contentType)) == expected)
    }

    @Test("Random cuts of a random body keep every byte and hold back less than a boundary")
    func randomBodies() throws {
        var random = SeededRandom(seed: 17)
        for _ in 0..<200 {
            let alphabet: [UInt8] = [13, 10, 45, 98, 120]
            let content = (0..<Int.random(in: 0...300, using: &random)).map { _ in alphabet[Int.random(in: 0..<5, using: &random)] }
            let text = String(decoding: content, as: UTF8.self)
            guard !("\r\n" + text + "\r\n").contains("\r\n--boundary") else { continue }
            let parts = try Self.parse(
                "--boundary\r\n\(Self.head)\r\n\(text)\r\n--boundary--", boundary: "boundary", chunk: Int.random(in: 1...40, using: &random))
            #expect(parts == [Part(name: "file", filename: "a.wav", content: text)])
        }
    }
}
