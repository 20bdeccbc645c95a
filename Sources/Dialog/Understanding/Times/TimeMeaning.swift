import Foundation

/// What an expression of time means, before it is known when it was said.
struct TimeMeaning: Sendable, Hashable {
    enum DayPart: Int, Sendable, Hashable {
        case morning = 10
        case noon = 13
        case afternoon = 15
        case evening = 18
        case night = 23
    }

    /// Minutes from now ("через час").
    var minutes: Int?
    /// Days from now ("завтра", "через две недели").
    var days: Int?
    var months: Int?
    /// 1 Sunday ... 7 Saturday, as Calendar counts.
    var weekday: Int?
    var isNextWeek = false
    var dayOfMonth: Int?
    var month: Int?
    var hour: Int?
    var minute = 0
    var part: DayPart?
    /// True for "после шести": the hour is a lower bound.
    var isEmpty: Bool {
        minutes == nil && days == nil && months == nil && weekday == nil && dayOfMonth == nil && month == nil && hour == nil && part == nil
            && !isNextWeek
    }

    /// True when it tells the day, not only the hour.
    var namesDay: Bool { days != nil || weekday != nil || dayOfMonth != nil || months != nil || isNextWeek }

    /// Hour of a call when only the day is known.
    private static let workingHour = 10
    /// Hours up to here without "утра" mean the afternoon: people are called from eight to eight.
    private static let lastAfternoonHour = 7
    /// Later hours than this are not counted from noon: "в одиннадцать дня".
    private static let lastHourOfDay = 8

    /// The moment it means when said at `start`; nil when it names none.
    func date(saidAt start: Date, zone: TimeZone) -> Date? {
        guard !isEmpty else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        if let minutes { return start.addingTimeInterval(Double(minutes) * 60) }
        guard let (day, isGiven) = day(from: start, calendar) else { return nil }
        let hour = clockHour ?? part?.rawValue ?? Self.workingHour
        guard let moment = calendar.date(bySettingHour: hour, minute: minute, second: 0, of: day) else { return nil }
        if moment > start { return moment }
        if isGiven, dayOfMonth == nil, weekday == nil {
            return days == 0 && clockHour == nil ? start.addingTimeInterval(3600) : calendar.date(byAdding: .day, value: 1, to: moment)
        }
        return calendar.date(byAdding: .day, value: 1, to: moment)
    }

    private func day(from start: Date, _ calendar: Calendar) -> (Date, Bool)? {
        if let days { return calendar.date(byAdding: .day, value: days, to: start).map { ($0, true) } }
        if let months { return calendar.date(byAdding: .month, value: months, to: start).map { ($0, true) } }
        if let weekday {
            let today = calendar.component(.weekday, from: start)
            var distance = (weekday - today + 7) % 7
            if distance == 0 { distance = 7 }
            // "в следующую среду" said before Wednesday is the one after.
            let daysToSunday = (8 - today) % 7
            if isNextWeek, distance <= daysToSunday { distance += 7 }
            return calendar.date(byAdding: .day, value: distance, to: start).map { ($0, true) }
        }
        if dayOfMonth != nil || month != nil {
            var wanted = DateComponents(hour: 0, minute: 0)
            wanted.day = dayOfMonth ?? 1
            wanted.month = month
            return calendar.nextDate(after: start, matching: wanted, matchingPolicy: .nextTime).map { ($0, true) }
        }
        if isNextWeek {
            let today = calendar.component(.weekday, from: start)
            return calendar.date(byAdding: .day, value: (9 - today) % 7 == 0 ? 7 : (9 - today) % 7, to: start).map { ($0, true) }
        }
        return (start, false)
    }

    /// The hour on a clock of 24.
    private var clockHour: Int? {
        guard let hour else { return nil }
        switch part {
        case .evening: return hour < 12 ? hour + 12 : hour
        case .afternoon, .noon: return hour <= Self.lastHourOfDay ? hour + 12 : hour
        case .morning: return hour
        // "в двенадцать ночи", "в час ночи", "в одиннадцать ночи".
        case .night: return hour == 12 ? 0 : hour > Self.lastHourOfDay ? hour + 12 : hour
        case nil: return hour >= 1 && hour <= Self.lastAfternoonHour ? hour + 12 : hour
        }
    }
}
