import Foundation
import Synchronization

/// An HTTP server on loopback that does exactly what a script says, down to where it breaks off. One request per connection.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        let target: String
        /// Names in lower case.
        let headers: [String: String]
    }

    enum Step: Sendable {
        case send([UInt8])
        /// Says nothing more until the other side hangs up.
        case stall
        /// Breaks the connection instead of ending it.
        case reset
    }

    typealias Script = @Sendable (_ number: Int, _ request: Request) -> [Step]

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
        let arrivals = AsyncStream<Void>.makeStream()
    }

    private let listener: Int32
    private let log = Log()
    let port: Int

    init(_ script: @escaping Script) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, size) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, pointer, &size) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        let log = log
        Thread.detachNewThread { Self.accept(descriptor, log: log, script: script) }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var origin: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { log.requests.withLock { $0 } }

    /// Waits for the first request.
    func firstRequest() async { for await _ in log.arrivals.stream { return } }

    private static func accept(_ listener: Int32, log: Log, script: @escaping Script) {
        while true {
            let connection = Foundation.accept(listener, nil, nil)
            if connection < 0 { break }
            Thread.detachNewThread { serve(connection, log: log, script: script) }
        }
        close(listener)
    }

    private static func serve(_ connection: Int32, log: Log, script: Script) {
        defer { close(connection) }
        guard let request = read(connection) else { return }
        let number = log.requests.withLock { requests in
            requests.append(request)
            return requests.count
        }
        log.arrivals.continuation.yield()
        for step in script(number, request) {
            switch step {
            case .send(let bytes):
                var done = 0
                while done < bytes.count {
                    let sent = bytes.withUnsafeBytes {
                        Foundation.send(connection, $0.baseAddress?.advanced(by: done), $0.count - done, Int32(MSG_NOSIGNAL))
                    }
                    if sent <= 0 { return }
                    done += sent
                }
            case .stall:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
            case .reset:
                var option = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
                return
            }
        }
        shutdown(connection, Int32(SHUT_WR))
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
    }

    private static func read(_ connection: Int32) -> Request? {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard head.count < 65_536, recv(connection, &byte, 1, 0) == 1 else { return nil }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description }
        }
        return Request(target: lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? "", headers: headers)
    }
}

extension ScriptedServer.Step {
    /// A head; the length is the script's own affair.
    static func head(_ status: String, _ headers: [String] = []) -> Self {
        .send(Array((["HTTP/1.1 \(status)"] + headers + ["Connection: close", "", ""]).joined(separator: "\r\n").utf8))
    }

    static func send(_ text: String) -> Self { .send(Array(text.utf8)) }

    static func redirect(_ location: String) -> [Self] { [.head("302 Found", ["Location: \(location)", "Content-Length: 0"])] }
}
