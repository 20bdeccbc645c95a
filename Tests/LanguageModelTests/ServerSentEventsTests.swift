import Providers
import Testing

@testable import LanguageModel

@Suite("Server-sent events")
struct ServerSentEventsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let stream: String
        let events: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "line feeds", stream: "data: a\n\ndata: b\n\n", events: ["a", "b"]),
        Case(name: "carriage returns and line feeds", stream: "data: a\r\n\r\ndata: b\r\n\r\n", events: ["a", "b"]),
        Case(name: "carriage returns", stream: "data: a\r\rdata: b\r\r", events: ["a", "b"]),
        Case(name: "mixed line ends", stream: "data: a\r\n\ndata: b\n\r\n", events: ["a", "b"]),
        Case(name: "comments", stream: ": hello\n\n:\ndata: a\n: between\ndata: b\n\n", events: ["a\nb"]),
        Case(name: "one space is taken off, no more", stream: "data:a\n\ndata:  b\n\n", events: ["a", " b"]),
        Case(name: "several lines of data", stream: "data: a\ndata:\ndata: b\n\n", events: ["a\n\nb"]),
        Case(name: "data without a colon", stream: "data\n\n", events: [""]),
        Case(name: "other fields", stream: "event: x\nid: 1\nretry: 5\ndata: a\ndatum: b\n\nevent: y\n\n", events: ["a"]),
        Case(name: "a byte order mark", stream: "\u{FEFF}data: a\n\n", events: ["a"]),
        Case(name: "several bytes per character", stream: "data: Привет 👋🏽\r\n\r\n", events: ["Привет 👋🏽"]),
        Case(name: "a last event without its empty line", stream: "data: a\n\ndata: b\n", events: ["a", "b"]),
        Case(name: "a last event without its line end", stream: "data: a\n\ndata: b", events: ["a", "b"]),
        Case(name: "nothing", stream: "", events: []),
        Case(name: "empty lines", stream: "\n\n\r\n\r\n", events: []),
    ]

    private func read(_ pieces: [[UInt8]]) throws -> [String] {
        var decoder = ServerSentEvents()
        var events: [[UInt8]] = []
        for piece in pieces { events += try decoder.feed(piece) }
        return (events + decoder.finish()).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("A stream reads the same however it is cut", arguments: cases)
    func cuts(example: Case) throws {
        let bytes = Array(example.stream.utf8)
        #expect(try read([bytes]) == example.events)
        #expect(try read(bytes.map { [$0] }) == example.events)
        for place in bytes.indices {
            #expect(try read([Array(bytes[..<place]), [], Array(bytes[place...])]) == example.events)
        }
    }

    @Test("An event is given as soon as its empty line came")
    func prompt() throws {
        var decoder = ServerSentEvents()
        #expect(try decoder.feed(Array("data: a\r\n".utf8)).isEmpty)
        #expect(try decoder.feed([13]) == [Array("a".utf8)])
        #expect(try decoder.feed([10]).isEmpty)
    }

    @Test("An event over the limit is refused, whether in one line or in many")
    func limit() {
        let piece = [UInt8](repeating: 97, count: 65_536)
        var long = ServerSentEvents()
        #expect(throws: FailureKind.unreadableAnswer) {
            for _ in 0...16 { _ = try long.feed(piece) }
        }
        var many = ServerSentEvents()
        #expect(throws: FailureKind.unreadableAnswer) {
            for _ in 0...16 { _ = try many.feed(Array("data: ".utf8) + piece + [10]) }
        }
    }
}
