import Foundation
import Logging
import Testing

@testable import VoiceAgent

@Suite("A log line")
struct LogTextTests {
    @Test("has nested metadata under keys of one level")
    func flat() {
        let text = LogText(message: "m", metadata: ["peer": ["port": "1", "names": ["a", "b"]], "count": .stringConvertible(3)])
        #expect(text.values == ["message": "m", "peer.port": "1", "peer.names.0": "a", "peer.names.1": "b", "count": "3"])
    }

    @Test("cuts what is long at a whole character and says how much went")
    func cut() {
        let text = LogText(message: "m", metadata: ["graph": .string(String(repeating: "я", count: 1000))])
        #expect(text.values["graph"] == String(repeating: "я", count: 256) + "… (1488 bytes more)")
    }

    @Test("stays within its limits whatever a library puts in")
    func bounded() throws {
        var deep: Logger.Metadata.Value = "end"
        for _ in 0..<100 { deep = ["x": deep, "y": .array(Array(repeating: .string(String(repeating: "z", count: 600)), count: 50))] }
        var handler = JSONLogHandler(label: "test", level: .trace, now: { Date(timeIntervalSince1970: 0) })
        handler[metadataKey: "deep"] = deep
        let event = LogEvent(
            level: .trace, message: "\(String(repeating: "m", count: 100_000))", metadata: ["wide": .dictionary(Dictionary(uniqueKeysWithValues: (0..<1000).map { ("k\($0)", .string("v")) }))],
            source: "test", file: "file", function: "function", line: 1)
        let line = try #require(handler.line(event))
        #expect(line.count < 2 * LogText.lineBytesMax)
        let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: String])
        #expect(object["label"] == "test" && object["level"] == "trace")
        #expect(Int(try #require(object["leftOut"])) ?? 0 > 900)
        #expect(object.count <= LogText.valuesMax + 6)
    }

    @Test("keeps its own time, level and label whatever metadata is called")
    func own() throws {
        let handler = JSONLogHandler(label: "test", level: .info, now: { Date(timeIntervalSince1970: 0) })
        let event = LogEvent(level: .info, message: "m", metadata: ["level": "x", "message": "x", "time": "x"], source: "", file: "", function: "", line: 1)
        let line = try #require(handler.line(event))
        let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: String])
        #expect(object == ["time": "1970-01-01T00:00:00.000Z", "level": "info", "label": "test", "message": "m"])
    }
}
