import Foundation
import Logging

/// Log lines as JSON on stderr, one object a line: for collectors. At a terminal the plain handler of swift-log is used instead.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    let label: String
    private let now: @Sendable () -> Date

    init(label: String, level: Logger.Level, now: @escaping @Sendable () -> Date = { Date() }) {
        self.label = label
        logLevel = level
        self.now = now
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard let data = line(event) else { return }
        try? FileHandle.standardError.write(contentsOf: data)
    }

    /// The line with its end.
    func line(_ event: LogEvent) -> Data? {
        let text = LogText(message: event.message.description, metadata: metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }))
        let own = ["time": now().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)), "level": event.level.rawValue, "label": label]
        guard var data = try? JSONEncoder.sorted.encode(text.values.merging(own, uniquingKeysWith: { $1 })) else { return nil }
        data.append(UInt8(ascii: "\n"))
        return data
    }

    /// Sets up logging for the process: JSON lines, or plain ones when a person is watching.
    static func bootstrap(level: String) throws(SettingsProblem) {
        guard let level = Logger.Level(rawValue: level.lowercased()) else {
            throw SettingsProblem("LOG_LEVEL", "write one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
        LoggingSystem.bootstrap { label in
            guard isTerminal else { return JSONLogHandler(label: label, level: level) }
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}

extension JSONEncoder {
    /// Keys in order, so that the same value has the same text.
    static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension Date.ISO8601FormatStyle {
    /// A style with the given zone.
    fileprivate static func iso8601(timeZone: TimeZone, includingFractionalSeconds: Bool) -> Self {
        Date.ISO8601FormatStyle(includingFractionalSeconds: includingFractionalSeconds, timeZone: timeZone)
    }
}
