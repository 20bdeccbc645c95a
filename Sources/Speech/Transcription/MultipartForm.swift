/// A multipart/form-data body (RFC 7578), written in the order of the calls.
struct MultipartForm {
    private let boundary: String
    private(set) var bytes: [UInt8] = []

    /// The boundary must not occur in any value.
    init(boundary: String) {
        self.boundary = boundary
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    mutating func add(_ name: String, _ value: String) {
        open("form-data; name=\"\(name)\"")
        bytes += "\r\n\(value)\r\n".utf8
    }

    mutating func add(_ name: String, list: [String]) {
        for value in list { add("\(name)[]", value) }
    }

    mutating func add(_ name: String, file: [UInt8], named fileName: String, type: String) {
        bytes.reserveCapacity(bytes.count + file.count + 512)
        open("form-data; name=\"\(name)\"; filename=\"\(fileName)\"")
        bytes += "Content-Type: \(type)\r\n\r\n".utf8
        bytes += file
        bytes += "\r\n".utf8
    }

    mutating func close() {
        bytes += "--\(boundary)--\r\n".utf8
    }

    private mutating func open(_ disposition: String) {
        bytes += "--\(boundary)\r\nContent-Disposition: \(disposition)\r\n".utf8
    }

    /// 128 random bits: not to be found in audio by chance.
    static func randomBoundary() -> String {
        let digits = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }
        return "voice-agent-\(digits.joined())"
    }
}
