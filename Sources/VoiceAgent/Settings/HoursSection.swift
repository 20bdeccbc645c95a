import CallDesk
import Foundation
import Yams

/// `hours: {zone: Europe/Moscow, days: {mon: "09:00-18:00"}, holidays: ["2026-01-01"]}`
struct HoursSection {
    private(set) var hours = WorkingHours()
    private(set) var problems: [SettingsProblem] = []

    private static let weekdays = ["sun": 1, "mon": 2, "tue": 3, "wed": 4, "thu": 5, "fri": 6, "sat": 7]

    /// - Throws: when it is no section at all.
    init(_ node: Node, _ path: String) throws(SettingsProblem) {
        for (key, value) in try SettingsFile.entries(node, path) {
            do throws(SettingsProblem) {
                switch key.string ?? "" {
                case "zone":
                    guard let name = value.scalar?.string, let zone = TimeZone(identifier: name) else {
                        throw SettingsProblem("\(path):\(SettingsFile.line(of: value)): hours.zone is no time zone; write one like Europe/Moscow")
                    }
                    hours.zone = zone
                case "days": hours.days = try days(value, path)
                case "holidays": hours.holidays = try holidays(value, path)
                case let unknown:
                    throw SettingsProblem("\(path):\(SettingsFile.line(of: key)): unknown key hours.\(unknown); known are days, holidays, zone")
                }
            } catch {
                problems.append(error)
            }
        }
    }

    private mutating func days(_ node: Node, _ path: String) throws(SettingsProblem) -> [Int: Range<Int>] {
        var found: [Int: Range<Int>] = [:]
        for (key, value) in try SettingsFile.entries(node, path) {
            guard let day = Self.weekdays[key.string ?? ""], let range = Self.range(value.scalar?.string ?? "") else {
                problems.append(SettingsProblem("\(path):\(SettingsFile.line(of: key)): write days like mon: \"09:00-18:00\""))
                continue
            }
            found[day] = range
        }
        return found
    }

    private mutating func holidays(_ node: Node, _ path: String) throws(SettingsProblem) -> Set<String> {
        guard let sequence = node.sequence else { throw SettingsProblem("\(path):\(SettingsFile.line(of: node)): hours.holidays is a list of days such as 2026-01-01") }
        var found: Set<String> = []
        for item in sequence {
            guard let day = item.scalar?.string, day.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/) != nil else {
                problems.append(SettingsProblem("\(path):\(SettingsFile.line(of: item)): hours.holidays: write days like 2026-01-01"))
                continue
            }
            found.insert(day)
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
