package import Foundation

/// When people work: deadlines fall into these hours.
package struct WorkingHours: Sendable, Equatable {
    package var zone: TimeZone
    /// Calendar weekday (1 = Sunday ... 7 = Saturday) -> minutes after midnight.
    package var days: [Int: Range<Int>]
    /// Days off, as "2026-01-01".
    package var holidays: Set<String>

    /// The farthest a deadline is looked for, in days.
    private static let horizonDays = 60

    package init(
        zone: TimeZone = TimeZone(identifier: "Europe/Moscow") ?? .gmt,
        days: [Int: Range<Int>] = Dictionary(uniqueKeysWithValues: (2...6).map { ($0, 9 * 60..<18 * 60) }),
        holidays: Set<String> = []
    ) {
        self.zone = zone
        self.days = days
        self.holidays = holidays
    }

    /// The moment when `seconds` of working time have passed since `start`.
    package func deadline(from start: Date, after seconds: TimeInterval) -> Date {
        var left = seconds
        for shift in shifts(from: start) {
            let begin = max(shift.lowerBound, start)
            let length = shift.upperBound.timeIntervalSince(begin)
            if left <= length { return begin.addingTimeInterval(left) }
            left -= length
        }
        return start.addingTimeInterval(seconds)
    }

    /// `date` itself when people work then, else the next moment they do.
    package func next(atOrAfter date: Date) -> Date {
        deadline(from: date, after: 0)
    }

    /// Working shifts that end after `start`, in order.
    private func shifts(from start: Date) -> [Range<Date>] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: start)
        return (0...Self.horizonDays).compactMap { offset in
            guard let day = calendar.date(byAdding: .day, value: offset, to: today),
                let minutes = days[calendar.component(.weekday, from: day)], !holidays.contains(name(of: day, calendar)),
                let begin = calendar.date(byAdding: .minute, value: minutes.lowerBound, to: day),
                let end = calendar.date(byAdding: .minute, value: minutes.upperBound, to: day), end > start
            else { return nil }
            return begin..<end
        }
    }

    private func name(of day: Date, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: day)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
