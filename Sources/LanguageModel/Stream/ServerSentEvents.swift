import Providers

/// Splits an event stream (WHATWG HTML, 9.2) that arrives in pieces cut anywhere, also inside a character or a line end.
/// Unlike a browser it also gives a last event that no empty line closes: servers forget it.
struct ServerSentEvents: Sendable {
    /// Most bytes of one event.
    static let maximumEventBytes = 1_048_576

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var skipsLineFeed = false
    private var isFirstLine = true

    /// The data of every event these bytes complete. Throws `unreadableAnswer` for an event over the limit.
    mutating func feed(_ bytes: [UInt8]) throws(FailureKind) -> [[UInt8]] {
        var events: [[UInt8]] = []
        for byte in bytes {
            defer { skipsLineFeed = byte == 13 }
            switch byte {
            case 10 where skipsLineFeed: break
            case 10, 13: endLine(&events)
            default: line.append(byte)
            }
            guard line.count + data.count <= Self.maximumEventBytes else { throw .unreadableAnswer }
        }
        return events
    }

    /// The data of the event that was still open.
    mutating func finish() -> [[UInt8]] {
        var events: [[UInt8]] = []
        if !line.isEmpty { endLine(&events) }
        endEvent(&events)
        return events
    }

    private mutating func endLine(_ events: inout [[UInt8]]) {
        defer {
            line.removeAll(keepingCapacity: true)
            isFirstLine = false
        }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if line.isEmpty { return endEvent(&events) }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard name.elementsEqual("data".utf8) else { return }
        var value = line.dropFirst(name.count + 1)
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        if hasData { data.append(10) }
        hasData = true
        data += value
    }

    private mutating func endEvent(_ events: inout [[UInt8]]) {
        if hasData { events.append(data) }
        data.removeAll(keepingCapacity: true)
        hasData = false
    }
}
