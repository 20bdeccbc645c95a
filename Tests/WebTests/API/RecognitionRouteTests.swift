import Audio
import Bitrix24
import Foundation
import NIOHTTP1
import Speech
import Testing

@testable import Web

@Suite struct RecognitionRouteTests {
    /// Two seconds with a burst of noise in the middle, which counts as speech.
    static let recording: [UInt8] = {
        var random = SeededRandom(seed: 5)
        let samples = (0..<32_000).map { index in (8000..<24_000).contains(index) ? Int16.random(in: -9000...9000, using: &random) : 0 }
        return WaveFile.encode(samples, sampleRate: 16_000)
    }()

    static let type = ("Content-Type", "multipart/form-data; boundary=x")

    static func body(_ file: [UInt8], fields: String = "", name: String = "file") -> [UInt8] {
        Array("\(fields)--x\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n".utf8) + file
            + Array("\r\n--x--\r\n".utf8)
    }

    @Test("A recording comes back as text with times") func recognises() async throws {
        try await TestServer.run { server in
            let field = "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nen\r\n"
            let answer = try await server.send(.POST, "/asr", [Self.type], body: Self.body(Self.recording, fields: field))
            #expect(answer.status == 200)
            #expect(answer.json["text"].text?.contains("добрый день") == true)
            #expect(answer.json["language"].text == "en")
            #expect(answer.json["duration"] == .integer(2))
            #expect(!answer.json["segments"].list.isEmpty)
            #expect(answer.json["recognisers"][0].text == "fake/one")
            #expect(try server.uploads().isEmpty)
        }
    }

    @Test("What is no recording is refused, and nothing of it stays on disk") func refused() async throws {
        var setup = TestServer.Setup()
        setup.limits.uploadBytesMax = 100_000
        try await TestServer.run(setup) { (server) async throws in
            func status(_ headers: [(String, String)], _ body: [UInt8]) async throws -> Int { try await server.send(.POST, "/asr", headers, body: body).status }
            #expect(try await status([Self.type], Self.body(Array("no audio at all".utf8))) == 415)
            #expect(try await status([Self.type], Self.body([])) == 422)
            #expect(try await status([Self.type], Self.body(Self.recording, name: "other")) == 422)
            #expect(try await status([Self.type], Self.body([UInt8](repeating: 0, count: 120_000))) == 413)
            #expect(try await status([Self.type], Array("nonsense".utf8)) == 400)
            #expect(try await status([Self.type], Array(Self.body(Self.recording).prefix(5000))) == 400)
            #expect(try await status([("Content-Type", "audio/wav")], Self.recording) == 415)
            let language = "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nRussian\r\n"
            #expect(try await status([Self.type], Self.body(Self.recording, fields: language)) == 422)
            #expect(try server.uploads().isEmpty)
        }
    }

    @Test("Without a recogniser the answer says how to name one") func noRecogniser() async throws {
        var setup = TestServer.Setup()
        setup.recogniser = OfflineRecogniser()
        try await TestServer.run(setup) { server in
            let answer = try await server.send(.POST, "/asr", [Self.type], body: Self.body(Self.recording))
            #expect(answer.status == 503)
            #expect(answer.json["detail"].text?.contains("ASR_PROVIDERS") == true)
        }
    }

    @Test("More uploads than allowed at once are asked to come again") func full() async throws {
        var setup = TestServer.Setup()
        setup.limits.uploadsAtOnceMax = 0
        try await TestServer.run(setup) { server in
            let answer = try await server.send(.POST, "/asr", [Self.type], body: Self.body(Self.recording))
            #expect(answer.status == 503)
            #expect(answer.headers.first(name: "Retry-After") == "5")
        }
    }
}

extension TestServer {
    /// Files that uploads have left.
    func uploads() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: "uploads").path)
    }
}
