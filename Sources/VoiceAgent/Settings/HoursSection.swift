import CallDesk
import Foundation
import Yams

/// `hours: {zone: Europe/Moscow, days: {mon: "09:00-18:00"}, holidays: ["2026-01-01"]}`
struct HoursSection {
    private(set) var hours = WorkingHours()

    private static let weekdays = ["sun": 1, "mon": 2, "tue": 3, "wed": 4, "thu": 5, "fri": 6, "sat": 7]

    init(_ node: Node, _ path: String) throws(SettingsProblem) {
        for (key, value) in try SettingsFile.entries(node, path) {
            switch key.string ?? "" {
            case "zone":
                guard let name = value.scalar?.string, let zone = TimeZone(identifier: name) else {
                    throw SettingsProblem("\(path):\(SettingsFile.line(of: value)): hours.zone is no time zone; write one like Europe/Moscow")
                }
                hours.zone = zone
            case "days": hours.days = try Self.days(value, path)
            case "holidays": hours.holidays = Set(value.sequence?.compactMap { $0.scalar?.string } ?? [])
            case let unknown:
                throw SettingsProblem("\(path):\(SettingsFile.line(of: key)): unknown key hours.\(unknown); known are days, holidays, zone")
            }
        }
    }

    private static func days(_ node: Node, _ path: String) throws(SettingsProblem) -> [Int: Range<Int>] {
        var found: [Int: Range<Int>] = [:]
        for (key, value) in try SettingsFile.entries(node, path) {
            guard let day = weekdays[key.string ?? ""], let range = range(value.scalar?.string ?? "") else {
                throw SettingsProblem("\(path):\(SettingsFile.line(of: key)): write days like mon: \"09:00-18:00\"")
            }
            found[day] = range
        }
        return found
    }

    /// "09:00-18:00" -> minutes after midnight.
    private static func range(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-").map { $0.split(separator: ":").compactMap { Int($0) } }
        guard ends.count == 2, ends.allSatisfy({ $0.count == 2 && (0...24).contains($0[0]) && (0..<60).contains($0[1]) }) else { return nil }
        let start = ends[0][0] * 60 + ends[0][1]
        let stop = ends[1][0] * 60 + ends[1][1]
        return start < stop && stop <= 24 * 60 ? start..<stop : nil
    }
}
