import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox

/// The stand-in services on a free port, and a client for them.
struct SpeechBench: Sendable {
    let service: SandboxSpeechService
    let base: String

    static let key = "sandbox-key"

    /// Runs the services for as long as the body takes.
    static func run(_ faults: SpeechFaultPlan = SpeechFaultPlan(), latency: SpeechLatency = .none, _ body: (SpeechBench) async throws -> Void) async throws {
        let configuration = SandboxSpeechConfiguration(apiKey: key, latency: latency, faults: faults, sleep: { _ in })
        let service = SandboxSpeechService(configuration: configuration, book: try await SharedBook.book)
        let running = Task { try await service.run() }
        defer { running.cancel() }
        try await body(SpeechBench(service: service, base: await service.baseURL))
    }

    struct Reply: Sendable {
        let status: Int
        let headers: [String: String]
        let text: String

        /// The body as JSON.
        var json: Reading { Reading(try? JSONSerialization.jsonObject(with: Data(text.utf8))) }
    }

    /// JSON as it comes, for looking into it.
    struct Reading: @unchecked Sendable {  // Unchecked: holds what JSONSerialization made, which nobody changes.
        let value: Any?
        init(_ value: Any?) { self.value = value }
        subscript(key: String) -> Reading { Reading((value as? [String: Any])?[key]) }
        subscript(index: Int) -> Reading {
            let list = value as? [Any] ?? []
            return Reading(list.indices.contains(index) ? list[index] : nil)
        }
        var text: String? { value as? String }
        var number: Double? { (value as? NSNumber)?.doubleValue }
        var list: [Reading] { (value as? [Any] ?? []).map(Reading.init) }
        var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
    }

    func send(_ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8] = [], key: String? = SpeechBench.key) async throws -> Reply {
        var request = HTTPClientRequest(url: base + path)
        request.method = .RAW(value: method)
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let data = try await response.body.collect(upTo: 8 << 20)
        let fields = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        return Reply(status: Int(response.status.code), headers: fields, text: String(buffer: data))
    }

    /// POST /v1/audio/transcriptions with these text fields, in order, and the file last.
    func transcribe(_ wave: SandboxWave, fileName: String = "piece.wav", _ fields: [(String, String)], key: String? = SpeechBench.key) async throws -> Reply {
        try await upload(fields, file: (fileName, wave.encoded()), key: key)
    }

    func upload(_ fields: [(String, String)], file: (name: String, bytes: [UInt8])?, key: String? = SpeechBench.key) async throws -> Reply {
        let boundary = "sandbox-boundary-5e1f"
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        if let file {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\nContent-Type: audio/wav\r\n\r\n".utf8)
            body += file.bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        return try await send("POST", "/audio/transcriptions", headers: ["content-type": "multipart/form-data; boundary=\(boundary)"], body: body, key: key)
    }

    func chat(_ json: String) async throws -> Reply {
        try await send("POST", "/chat/completions", headers: ["content-type": "application/json"], body: Array(json.utf8))
    }
}
