import Foundation

/// How long a provider asks to be left alone: `retry-after-ms` (OpenAI), or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// Longer waits are cut to this.
    package static let longest: Duration = .seconds(3600)

    /// Nil when nothing usable was sent. A date is measured against the answer's own `Date`, so no clock is needed.
    package static func wait(milliseconds: String?, value: String?, answeredAt: String?) -> Duration? {
        if let count = milliseconds.flatMap(Double.init), count >= 0 { return cut(count / 1000) }
        guard let value else { return nil }
        if let seconds = Double(value) { return seconds >= 0 ? cut(seconds) : nil }
        guard let until = date(value), let now = answeredAt.flatMap(date) else { return nil }
        return cut(max(0, until.timeIntervalSince(now)))
    }

    private static func cut(_ seconds: Double) -> Duration {
        seconds.isFinite ? min(.milliseconds(Int64(min(seconds, 1e6) * 1000)), longest) : longest
    }

    private static func date(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text)
    }
}
