import Foundation

/// Dates in the portal's own offset: `2026-03-10T11:19:38+03:00`.
struct PortalTime: Sendable {
    /// Offset from UTC in seconds.
    let offset: Int

    func text(_ date: Date) -> String {
        style.format(date)
    }

    /// Reads ISO 8601 with an offset, and the shorter forms a portal takes in its own offset. Nil for anything else.
    func date(_ text: String) -> Date? {
        var candidate = text.replacingOccurrences(of: " ", with: "T")
        if candidate.count == 10 { candidate += "T00:00:00" }
        if candidate.count == 16 { candidate += ":00" }
        let time = candidate.dropFirst(10)
        if candidate.count == 19 {
            candidate += offsetText
        } else if time.hasSuffix("Z") {
            candidate = candidate.dropLast() + "+00:00"
        }
        return try? style.parse(candidate)
    }

    private var style: Date.ISO8601FormatStyle {
        Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: TimeZone(secondsFromGMT: offset) ?? .gmt)
    }

    private var offsetText: String {
        let minutes = abs(offset) / 60
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(offset < 0 ? "-" : "+")\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    }
}
